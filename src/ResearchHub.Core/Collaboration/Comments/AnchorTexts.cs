using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>A text that a comment can be anchored to.</summary>
public enum AnchorField
{
    Title,
    Abstract,
    Name,
    Description,

    /// <summary>What a list says of one item, which is the part.</summary>
    Note,

    /// <summary>What the creator of a request says to it.</summary>
    Message,

    /// <summary>How a correction says that it should read.</summary>
    Proposed,

    /// <summary>What was said with a decision, or at the end of a call.</summary>
    Outcome,

    /// <summary>What a review says to authors.</summary>
    CommentsToAuthor,

    /// <summary>What a review answers to a question whose answers are for authors; its key is the part.</summary>
    Answer,
}

/// <summary>Where the texts of an anchor are: in a record, of fields with many texts in the part that is named.</summary>
/// <param name="Part">Null for what has no parts.</param>
public readonly record struct AnchorSource(SubjectKey Subject, string? Part);

/// <summary>
/// Says of records of some types which texts comments can be anchored to: those that everybody reads who reads the comments, and no other, since an anchor says
/// whether words stand in a text, and is read with the comment.
/// </summary>
/// <param name="Types">As in global ids.</param>
/// <param name="Sql">
/// Select of the key of the record, the field as in <see cref="AnchorField"/>, the part, the language and the text, of the records $1 and the parts $2.
/// </param>
public sealed record AnchoredTexts(IReadOnlyList<string> Types, string Sql)
{
    /// <summary>Language of a text that does not say which it is in (BCP 47: undetermined).</summary>
    public const string Undetermined = "und";

    internal static AnchoredTexts OfOutputs { get; } =
        new(
            OutputTopic.Names,
            """
            select o.id, f.field, null::text, t->>'language', t->>'text' from research_outputs o
            cross join lateral (values ('Title', o.titles), ('Abstract', o.abstracts)) f(field, texts)
            cross join lateral jsonb_array_elements(f.texts) t where o.id = any($1)
            """
        );
}

/// <summary>The texts that anchors are in, of records of any type; that their comments are read has been checked.</summary>
public sealed class AnchorTexts(ReadDatabase database, IEnumerable<AnchoredTexts> modules)
{
    private readonly Dictionary<string, AnchoredTexts> _modules = modules
        .SelectMany(module => module.Types.Select(type => (type, module)))
        .ToDictionary(pair => pair.type, pair => pair.module, StringComparer.Ordinal);

    /// <summary>Texts as they are now; sources without any are left out. One statement for the records of a module.</summary>
    public async Task<IReadOnlyDictionary<AnchorSource, IReadOnlyList<AnchorText>>> OfAsync(
        IReadOnlyCollection<AnchorSource> sources,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<AnchorSource, IReadOnlyList<AnchorText>>();
        foreach (var group in sources.Where(one => _modules.ContainsKey(one.Subject.Type)).GroupBy(one => _modules[one.Subject.Type]))
        {
            var texts = (
                await database.ListAsync(
                    group.Key.Sql,
                    [
                        group.Select(one => one.Subject.Id).Distinct().ToArray(),
                        group.Select(one => one.Part).OfType<string>().Distinct(StringComparer.Ordinal).ToArray(),
                    ],
                    reader =>
                        (
                            Id: reader.GetInt64(0),
                            Text: new AnchorText(Enum.Parse<AnchorField>(reader.GetString(1)), reader.GetString(3), reader.GetString(4))
                            {
                                Part = reader.GetStringOrNull(2),
                            }
                        ),
                    cancellationToken
                )
            ).ToLookup(one => one.Id, one => one.Text);
            foreach (var source in group)
            {
                found[source] = [.. texts[source.Subject.Id].Where(text => text.Part == source.Part)];
            }
        }
        return found;
    }
}
