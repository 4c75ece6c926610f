using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Publishing;

/// <summary>An empty draft of each kind.</summary>
internal static class NewDraft
{
    private const string Source = "researchhub";

    /// <summary>A key that no record has.</summary>
    public static Task<long> NextIdAsync(HubDbContext context, CancellationToken cancellationToken) =>
        context.Database.SqlQueryRaw<long>($"select nextval('{HubDbContext.NodeIds}') as \"Value\"").SingleAsync(cancellationToken);

    public static ResearchOutput Of(RecordKind kind, long id, IReadOnlyList<LocalizedText> titles, Caller caller, DateTimeOffset now)
    {
        // The key makes the slug unique without asking.
        var slug = string.Create(CultureInfo.InvariantCulture, $"{SlugRule.From(titles[0].Text)}-{id}").TrimStart('-');
        var sourceId = id.ToString(CultureInfo.InvariantCulture);
        var (title, owner) = (titles[0].Text, caller.UserId);
        return kind switch
        {
            RecordKind.Study => new Study
            {
                Id = id,
                Slug = slug,
                Title = title,
                Titles = titles,
                Source = Source,
                SourceId = sourceId,
                OwnerId = owner,
                CreatedAt = now,
                UpdatedAt = now,
            },
            RecordKind.Dataset => new Dataset
            {
                Id = id,
                Slug = slug,
                Title = title,
                Titles = titles,
                Source = Source,
                SourceId = sourceId,
                OwnerId = owner,
                CreatedAt = now,
                UpdatedAt = now,
            },
            RecordKind.LearningResource => new LearningResource
            {
                Id = id,
                Slug = slug,
                Title = title,
                Titles = titles,
                Source = Source,
                SourceId = sourceId,
                OwnerId = owner,
                CreatedAt = now,
                UpdatedAt = now,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of output."),
        };
    }
}
