using System.Text.Json;
using ResearchHub.Core.Access;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.People;

/// <summary>What a person is open to.</summary>
public enum Openness
{
    Collaboration,
    Review,
    Media,
    Mentoring,
}

/// <summary>Fields of a profile whose readers the person chooses.</summary>
public enum ProfileField
{
    Sector,
    Affiliations,
    Expertise,
    Languages,
    OpenTo,
    Url,
}

/// <summary>Who reads a field of a profile, from most to fewest.</summary>
public enum Visibility
{
    Public,

    /// <summary>Whoever is signed in.</summary>
    Members,

    /// <summary>The person, and curators.</summary>
    Private,
}

/// <summary>Which fields of a profile are not for everybody.</summary>
/// <remarks>Lists, filters and the text index know public fields alone, whoever asks: nothing can be found out by looking for it.</remarks>
public sealed class ProfileVisibility
{
    public static readonly ProfileVisibility AllPublic = new(new Dictionary<ProfileField, Visibility>());

    private readonly IReadOnlyDictionary<ProfileField, Visibility> _restricted;

    private ProfileVisibility(IReadOnlyDictionary<ProfileField, Visibility> restricted) => _restricted = restricted;

    public Visibility this[ProfileField field] => _restricted.GetValueOrDefault(field, Visibility.Public);

    /// <summary>Whether a caller may read a field of this researcher.</summary>
    public bool MaySee(Caller caller, long researcher, ProfileField field) =>
        this[field] switch
        {
            Visibility.Public => true,
            Visibility.Members => caller.IsSignedIn,
            _ => IsOpenTo(caller, researcher),
        };

    /// <summary>Whether a caller reads and changes everything of this profile.</summary>
    public static bool IsOpenTo(Caller caller, long researcher) =>
        caller.IsCurator || (caller.IsSignedIn && caller.ResearcherId == researcher);

    /// <summary>The same with some fields set anew.</summary>
    public ProfileVisibility With(IEnumerable<(ProfileField Field, Visibility Visibility)> changes)
    {
        var fields = _restricted.ToDictionary();
        foreach (var (field, visibility) in changes)
        {
            fields[field] = visibility;
        }
        return new(fields.Where(one => one.Value != Visibility.Public).ToDictionary());
    }

    /// <summary>Each field for those alone who may read it by both.</summary>
    public ProfileVisibility StricterOf(ProfileVisibility other) =>
        With(other._restricted.Select(one => (one.Key, one.Value > this[one.Key] ? one.Value : this[one.Key])));

    internal static ProfileVisibility Parse(string json) =>
        json is "{}"
            ? AllPublic
            : new(
                JsonSerializer
                    .Deserialize<Dictionary<string, string>>(json)!
                    .ToDictionary(one => ConstantCase.Parse<ProfileField>(one.Key), one => ConstantCase.Parse<Visibility>(one.Value))
            );

    internal string ToJson() =>
        JsonSerializer.Serialize(
            _restricted.ToDictionary(one => ConstantCase.Of(one.Key), one => ConstantCase.Of(one.Value), StringComparer.Ordinal)
        );
}

/// <summary>What a person says of themselves: absent stays, null clears.</summary>
public sealed record ProfileContent
{
    public Given<Catalogue.Sector?> Sector { get; init; }
    public Given<string> Url { get; init; }
    public Given<IReadOnlyList<AffiliationContent>> Affiliations { get; init; }

    /// <summary>Keys of concepts.</summary>
    public Given<IReadOnlyList<long>> Expertise { get; init; }
    public Given<IReadOnlyList<string>> Languages { get; init; }
    public Given<IReadOnlyList<Openness>> OpenTo { get; init; }

    /// <summary>Fields to set anew; the others keep their readers.</summary>
    public IReadOnlyList<(ProfileField Field, Visibility Visibility)> Visibility { get; init; } = [];
}

/// <summary>A place in an organisation over a time.</summary>
public sealed record AffiliationContent(long OrganizationId, string? Role, DateOnly? StartedOn, DateOnly? EndedOn);
