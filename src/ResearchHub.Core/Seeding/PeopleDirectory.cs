using Npgsql;
using NpgsqlTypes;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Seeding;

/// <summary>
/// The researchers and organisations that are there, and those a batch adds. A person is known again by <see cref="NameKey"/>: a name belongs to
/// a known person when it matches exactly one, and both write the same first name out; "D. Anderson" alone does not tell Deborah from Mark.
/// </summary>
internal sealed class PeopleDirectory
{
    private sealed record Person(long Id, string Slug, PersonName Name, NameKey Key);

    private sealed record Firm(
        long Id,
        string Slug,
        string Name,
        string? Acronym,
        string Key,
        Sector Sector,
        string? Ror,
        long? PlaceId,
        string? Url,
        FirmNames Names
    );

    private readonly Dictionary<string, List<(NameKey Key, long Id)>> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _organizations = new(StringComparer.Ordinal);
    private readonly HashSet<string> _slugs = new(StringComparer.Ordinal);
    private readonly List<Person> _newPeople = [];
    private readonly List<Firm> _newFirms = [];
    private readonly List<(long Id, FirmNames Names)> _knownFirms = [];
    private readonly HashSet<(long Researcher, long Organization)> _affiliations = [];
    private Queue<long> _ids = new();
    private NpgsqlConnection _connection = null!;

    public int NewResearchers => _newPeople.Count;
    public int NewOrganizations => _newFirms.Count;

    /// <summary>Reads who is there. Until the transaction ends nobody else adds researchers or organisations.</summary>
    public static async Task<PeopleDirectory> LoadAsync(
        NpgsqlConnection connection,
        IReadOnlyList<SeedOrganization> known,
        CancellationToken cancellationToken
    )
    {
        var directory = new PeopleDirectory { _connection = connection };
        await Statements.ExecuteAsync(
            connection,
            "lock table researchers, organizations in share row exclusive mode",
            [],
            cancellationToken
        );
        var people = await Statements.ListAsync(
            connection,
            "select coalesce(merged_into_id, id), slug, family_name, given_name, name_key, name from researchers where family_name is not null order by id",
            [],
            reader =>
                (
                    Id: reader.GetInt64(0),
                    Slug: reader.GetString(1),
                    Family: reader.GetString(2),
                    Given: reader.IsDBNull(3) ? "" : reader.GetString(3),
                    Key: reader.GetString(4),
                    Name: reader.GetString(5)
                ),
            cancellationToken
        );
        foreach (var person in people)
        {
            directory._slugs.Add(person.Slug);
            directory._exact.TryAdd(person.Key, person.Id);
            directory._names.TryAdd(CleanText.Key(person.Name), person.Id);
            if (NameKey.Of(new PersonName(NameKind.Person, person.Family, person.Given)) is { } key)
            {
                directory.Remember(key, person.Id);
            }
        }
        var firms = await Statements.ListAsync(
            connection,
            "select id, slug, name_key from organizations",
            [],
            reader => (Id: reader.GetInt64(0), Slug: reader.GetString(1), Key: reader.GetString(2)),
            cancellationToken
        );
        foreach (var firm in firms)
        {
            directory._slugs.Add(firm.Slug);
            directory._organizations.TryAdd(firm.Key, firm.Id);
        }
        foreach (var one in known)
        {
            if (directory._organizations.TryGetValue(CleanText.Key(one.Names["en"]), out var id))
            {
                directory.RememberNames(one, id);
            }
        }
        return directory;
    }

    /// <summary>Adds the organisations of the seed that are not there yet.</summary>
    public async Task AddKnownAsync(
        IReadOnlyList<SeedOrganization> known,
        Dictionary<string, long> places,
        CancellationToken cancellationToken
    )
    {
        await ReserveAsync(known.Count, cancellationToken);
        foreach (var one in known)
        {
            var key = CleanText.Key(one.Names["en"]);
            if (!_organizations.ContainsKey(key))
            {
                var place = one.Country is { } country ? places[country] : (long?)null;
                AddFirm(one.Names["en"], key, one.RealAcronym, one.Sector, one.Ror, place, one.Url, FirmNames.Of(one));
            }
            else
            {
                _knownFirms.Add((_organizations[key], FirmNames.Of(one)));
            }
            RememberNames(one, _organizations[key]);
        }
    }

    /// <summary>Makes room for so many new people and organisations.</summary>
    public async Task ReserveAsync(int count, CancellationToken cancellationToken)
    {
        if (_ids.Count < count)
        {
            var ids = await Statements.NewIdsAsync(_connection, count - _ids.Count, cancellationToken);
            _ids = new Queue<long>(_ids.Concat(ids));
        }
    }

    /// <summary>Key of a person; a new one when nobody known fits.</summary>
    public long Researcher(PersonName name)
    {
        var key = NameKey.Of(name) ?? throw new ArgumentException("The name is no person's.", nameof(name));
        // "Garrote Sanchez, Daniel" and "Daniel Garrote Sanchez" read the same though only the first says which part is the family name.
        if (_exact.TryGetValue(key.Exact, out var known) || _names.TryGetValue(CleanText.Key(name.Display), out known))
        {
            return known;
        }
        var fitting = _people
            .GetValueOrDefault(key.Block, [])
            .Where(one => HaveOneFirstName(one.Key, key) && one.Key.Matches(key))
            .Select(one => one.Id)
            .Distinct()
            .ToList();
        if (fitting.Count == 1)
        {
            _exact[key.Exact] = fitting[0];
            return fitting[0];
        }
        var person = new Person(_ids.Dequeue(), Slug(name.Display, key.Exact), name, key);
        _newPeople.Add(person);
        _names[CleanText.Key(name.Display)] = person.Id;
        _exact[key.Exact] = person.Id;
        Remember(key, person.Id);
        return person.Id;
    }

    /// <summary>Key of an organisation by its name; a new one when none has that name.</summary>
    public long Organization(string name, PlaceFinder places, Dictionary<string, long> placeIds)
    {
        var key = CleanText.Key(name);
        if (_organizations.TryGetValue(key, out var known))
        {
            return known;
        }
        var (sector, country) = OrganizationSector.Of(name);
        var place = country is not null && places.Find(country) is { } code ? placeIds.GetValueOrDefault(code) : 0;
        return AddFirm(
            name,
            key,
            OrganizationSector.IsAcronym(name) ? name : null,
            sector,
            null,
            place == 0 ? null : place,
            null,
            FirmNames.None
        );
    }

    public void Affiliate(long researcher, long organization) => _affiliations.Add((researcher, organization));

    /// <summary>Writes what was added.</summary>
    public async Task WriteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await new CopyTable<Person>(
            "researchers",
            ("id", NpgsqlDbType.Bigint, person => person.Id),
            ("slug", NpgsqlDbType.Text, person => person.Slug),
            ("name", NpgsqlDbType.Text, person => person.Name.Display),
            ("given_name", NpgsqlDbType.Text, person => person.Name.Given is { Length: > 0 } given ? given : null),
            ("family_name", NpgsqlDbType.Text, person => $"{person.Name.Particle} {person.Name.Family}".Trim()),
            ("sort_name", NpgsqlDbType.Text, person => person.Name.Inverted),
            ("name_key", NpgsqlDbType.Text, person => person.Key.Exact),
            ("orcid", NpgsqlDbType.Text, person => person.Name.Orcid?.Value),
            ("sector", NpgsqlDbType.Text, _ => ConstantCase.Of(Sector.Unknown)),
            ("created_at", NpgsqlDbType.TimestampTz, _ => now),
            ("updated_at", NpgsqlDbType.TimestampTz, _ => now)
        ).WriteAsync(_connection, _newPeople, cancellationToken);
        await new CopyTable<Firm>(
            "organizations",
            ("id", NpgsqlDbType.Bigint, firm => firm.Id),
            ("slug", NpgsqlDbType.Text, firm => firm.Slug),
            ("name", NpgsqlDbType.Text, firm => firm.Name),
            ("acronym", NpgsqlDbType.Text, firm => firm.Acronym),
            ("name_key", NpgsqlDbType.Text, firm => firm.Key),
            ("sector", NpgsqlDbType.Text, firm => ConstantCase.Of(firm.Sector)),
            ("ror", NpgsqlDbType.Text, firm => firm.Ror),
            ("place_id", NpgsqlDbType.Bigint, firm => firm.PlaceId),
            ("url", NpgsqlDbType.Text, firm => firm.Url),
            ("names", NpgsqlDbType.Jsonb, firm => firm.Names.Names),
            ("alternative_names", NpgsqlDbType.Jsonb, firm => firm.Names.Others),
            ("created_at", NpgsqlDbType.TimestampTz, _ => now),
            ("updated_at", NpgsqlDbType.TimestampTz, _ => now)
        ).WriteAsync(_connection, _newFirms, cancellationToken);
        await Statements.ExecuteAsync(
            _connection,
            """
            insert into affiliations (researcher_id, organization_id)
            select r, o from unnest($1, $2) n(r, o)
            where not exists (select from affiliations a where a.researcher_id = r and a.organization_id = o)
            """,
            [_affiliations.Select(one => one.Researcher).ToArray(), _affiliations.Select(one => one.Organization).ToArray()],
            cancellationToken
        );
        var people = _newPeople.Select(person => person.Id).ToArray();
        var firms = _newFirms.Select(firm => firm.Id).ToArray();
        await OutputPublisher.AnnounceAsync(_connection, RecordKind.Researcher, people, now, cancellationToken);
        await OutputPublisher.AnnounceAsync(_connection, RecordKind.Organization, firms, now, cancellationToken);
        await FirmNames.RenameAsync(_connection, _knownFirms, now, cancellationToken);
    }

    private long AddFirm(string name, string key, string? acronym, Sector sector, string? ror, long? place, string? url, FirmNames names)
    {
        var firm = new Firm(_ids.Dequeue(), Slug(name, key), name, acronym, key, sector, ror, place, url, names);
        _newFirms.Add(firm);
        _organizations[key] = firm.Id;
        return firm.Id;
    }

    private void RememberNames(SeedOrganization one, long id)
    {
        foreach (var name in one.AltNames.Concat(one.Names.Values))
        {
            _organizations.TryAdd(CleanText.Key(name), id);
        }
    }

    private static bool HaveOneFirstName(NameKey one, NameKey other) =>
        FirstName(one) is { Length: > 1 } first && string.Equals(first, FirstName(other), StringComparison.Ordinal);

    private static string FirstName(NameKey key) => key.Exact.Split('|')[1].Split(' ')[0];

    private void Remember(NameKey key, long id)
    {
        if (!_people.TryGetValue(key.Block, out var block))
        {
            _people[key.Block] = block = [];
        }
        block.Add((key, id));
    }

    private string Slug(string name, string key)
    {
        var slug = SlugRule.From(name);
        slug = _slugs.Contains(slug) ? SlugText.Marked(slug, key) : slug;
        _slugs.Add(slug);
        return slug;
    }
}
