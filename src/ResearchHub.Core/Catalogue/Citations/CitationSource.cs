using ResearchHub.Core.Common;

namespace ResearchHub.Core.Catalogue;

/// <summary>An author as citations need it: a person's parts, or an organisation's name in <see cref="Family"/>.</summary>
public sealed record CitationName(string Family, string Given = "", string Particle = "", string Suffix = "", bool IsOrganization = false)
{
    /// <summary>An organisation.</summary>
    public static CitationName Organization(string name) => new(name, IsOrganization: true);

    /// <summary>A parsed name; null when unknown.</summary>
    public static CitationName? From(PersonName name) =>
        name.Kind == NameKind.Unknown ? null : new(name.Family, name.Given, name.Particle, name.Suffix, name.Kind == NameKind.Organization);
}

/// <summary>What is known of an output, ready to be cited. Texts are plain; line breaks and control characters are taken out when formatting.</summary>
public sealed record CitationSource
{
    public required string Title { get; init; }

    /// <summary>In the order of the title page.</summary>
    public IReadOnlyList<CitationName> Authors { get; init; } = [];

    /// <summary>Study, dataset or learning resource.</summary>
    public RecordKind Kind { get; init; } = RecordKind.Study;

    /// <summary>Read for studies only; null counts as <see cref="StudyType.Other"/>.</summary>
    public StudyType? Type { get; init; }
    public int? Year { get; init; }

    /// <summary>1 to 12; used together with <see cref="Year"/>.</summary>
    public int? Month { get; init; }
    public int? Day { get; init; }

    /// <summary>Journal, book or series.</summary>
    public string? Container { get; init; }
    public string? Volume { get; init; }

    /// <summary>Issue of a journal, number within a series.</summary>
    public string? Issue { get; init; }

    /// <summary>"1505-1518", with a hyphen or an en dash.</summary>
    public string? Pages { get; init; }
    public string? Publisher { get; init; }
    public string? Place { get; init; }

    /// <summary>"2nd", or the version of a dataset.</summary>
    public string? Edition { get; init; }
    public Doi? Doi { get; init; }
    public string? Url { get; init; }

    /// <summary>When the address was looked at; printed only where there is no DOI.</summary>
    public DateOnly? Accessed { get; init; }

    /// <summary>BCP 47 tag of the work.</summary>
    public string? Language { get; init; }
    public string? Abstract { get; init; }

    /// <summary>RETRACTED or WITHDRAWN; null while the work stands. The exchange formats say so.</summary>
    public PublicationState? TakenBack { get; init; }

    /// <summary>Why it was taken back.</summary>
    public string? TakenBackFor { get; init; }

    /// <summary>What a reader says of it, for the exchange formats.</summary>
    public string? Remark { get; init; }

    /// <summary>Key in the exchange formats; null makes one of author, year and title.</summary>
    public string? Key { get; init; }
    public IReadOnlyList<Identifier> Identifiers { get; init; } = [];

    internal string CitationKey => Key ?? BibtexWriter.KeyOf(this);

    internal ResourceTypeNames Names => StudyTypeMapping.Of(Kind, Type);

    /// <summary>"RETRACTED: Wrong data", empty while the work stands.</summary>
    internal string Notice =>
        TakenBack is { } state ? ConstantCase.Of(state) + CitationText.Prefix(": ", CitationText.Clean(TakenBackFor)) : "";

    /// <summary>DOI as an address, else the address.</summary>
    internal string Link => Doi?.Url ?? CitationText.Clean(Url);
}
