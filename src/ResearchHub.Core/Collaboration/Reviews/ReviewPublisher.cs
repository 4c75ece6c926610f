using Microsoft.EntityFrameworkCore;
using Npgsql;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Core.Publishing;
using ResearchHub.Core.Publishing.PersistentIds;
using ResearchHub.Core.Search;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>Publishes reviews as records of their own, with identifiers of their own, that say what they review.</summary>
public sealed class ReviewPublisher(
    HubTransactions transactions,
    OutputQueries outputs,
    ITextLanguages languages,
    IPersistentIds ids,
    TimeProvider time
)
{
    private const string Unknown = "und";

    /// <summary>
    /// Publishes a review of a public output, if its reviewer agreed. An open review names the reviewer, by their profile or else by the name of their account; any other has no author and no owner, so that nothing
    /// leads to who wrote it. Its language is that of the comments.
    /// </summary>
    public async Task<PublishingResult> PublishAsync(long id, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        // The output before the review, as whoever takes a review back does.
        var output = await transaction.FirstAsync(
            "select output_id from reviews where id = $1",
            [id],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        var (reviewed, refusal) = await ReviewGate.LockAsync(transaction, output, caller, cancellationToken);
        var review = await ReviewGate.ReviewAsync(transaction, id, caller, cancellationToken);
        if (review is null)
        {
            return PublishingResult.Failed(new NotFoundError("review"));
        }
        if (refusal is not null || review.ReviewerId == caller.UserId)
        {
            return PublishingResult.Failed(new ForbiddenError("The editor publishes reviews."));
        }
        if (!reviewed!.IsPublic)
        {
            return PublishingResult.Failed(new StateError(reviewed.State));
        }
        if (review is not { Form.MayPublish: true, RecordId: null })
        {
            return PublishingResult.Failed(
                new InvalidError("It is not submitted, is published already, or its reviewer does not agree.", ["input", "id"])
            );
        }
        var record = await WriteAsync(transaction, review, reviewed, cancellationToken);
        await transaction.ExecuteAsync("update reviews set record_id = $2 where id = $1", [id, record], cancellationToken);
        await TellAsync(transaction, new SubjectKey(Review.TypeName, id), record, [review.ReviewerId!.Value], cancellationToken);
        var authors = await ReviewGate.AuthorsAsync(transaction, reviewed.Id, cancellationToken);
        await TellAsync(transaction, new SubjectKey(reviewed.Type, reviewed.Id), record, authors, cancellationToken);
        await transaction.CommitAsync();
        return PublishingResult.Of((await outputs.AnyStateAsync(record, cancellationToken))!);
    }

    /// <summary>Tells of the record; each of what they know of, so that the one does not lead to the other.</summary>
    private Task TellAsync(
        HubTransaction transaction,
        SubjectKey topic,
        long record,
        IReadOnlyList<long> people,
        CancellationToken cancellationToken
    ) =>
        new Activity(ActivityKind.ReviewPublished, topic.Type, topic.Id)
        {
            SubjectType = nameof(RecordKind.Study),
            SubjectId = record,
            Addressed = people,
        }.WriteAsync(transaction, time.GetUtcNow(), cancellationToken);

    private async Task<long> WriteAsync(
        HubTransaction transaction,
        Review review,
        ReviewedOutput reviewed,
        CancellationToken cancellationToken
    )
    {
        var (context, now) = (transaction.Context, time.GetUtcNow());
        var id = await NewDraft.NextIdAsync(context, cancellationToken);
        var likely = await context.Outputs.Where(one => one.Id == reviewed.Id).Select(one => one.Languages).SingleAsync(cancellationToken);
        var language = languages.Of(review.Form!.CommentsToAuthor, likely);
        var words = ReviewWords.In(language);
        var draft = NewDraft.Of(RecordKind.Study, id, words.Titles(reviewed.Title), Caller.Anonymous, now);
        var values = context.Entry(draft).CurrentValues;
        values[nameof(Study.Type)] = StudyType.PeerReview;
        values[nameof(ResearchOutput.Abstracts)] = (IReadOnlyList<LocalizedText>)[new LocalizedText(language, Text(review, words))];
        values[nameof(ResearchOutput.Languages)] = language == Unknown ? Array.Empty<string>() : [language];
        values[nameof(ResearchOutput.PublishedOn)] = DateOnly.FromDateTime(now.UtcDateTime);
        values[nameof(ResearchOutput.PublishedYear)] = now.Year;
        context.Add(draft);
        await context.SaveChangesAsync(cancellationToken);
        if (review is { Method: ReviewMethod.Open, ReviewerId: { } reviewer })
        {
            await transaction.ExecuteAsync(
                """
                insert into contributions (output_id, position, researcher_id, name_as_printed, credit_roles)
                select $1, 0, coalesce(r.merged_into_id, r.id), coalesce(r.name, u.name), '{}'
                from users u left join researchers r on r.id = u.researcher_id where u.id = $2
                """,
                [id, reviewer],
                cancellationToken
            );
        }
        await transaction.ExecuteAsync(
            "insert into output_relations (source_id, type, target_id) values ($1, $2, $3)",
            [id, RelationType.Reviews, reviewed.Id],
            cancellationToken
        );
        await OutputIdentity.GiveAsync(context, draft, ids, cancellationToken);
        await OutputPublisher.PublishAsync((NpgsqlConnection)context.Database.GetDbConnection(), [id], now, cancellationToken);
        return id;
    }

    /// <summary>What authors read of it.</summary>
    private static string Text(Review review, ReviewWords words)
    {
        var form = review.Form!;
        var answers = form.Answers.ToDictionary(answer => answer.Question, StringComparer.Ordinal);
        var answered = review.Round.Questions.Where(question => question.IsForAuthors && answers.ContainsKey(question.Key));
        return string.Join(
            "\n\n",
            [form.CommentsToAuthor, .. answered.Select(question => words.Answer(question, answers[question.Key])), words.Grades(form)]
        );
    }
}
