using ResearchHub.Core.Access;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration;

/// <summary>Names a record of any type.</summary>
/// <param name="Type">As in global ids.</param>
public readonly record struct SubjectKey(string Type, long Id);

/// <summary>Tells of records of any type whether they exist for somebody.</summary>
public sealed class SubjectGate(IEnumerable<ISubjects> modules)
{
    private readonly Dictionary<string, ISubjects> _modules = modules
        .SelectMany(module => module.Types.Select(type => (type, module)))
        .ToDictionary(pair => pair.type, pair => pair.module, StringComparer.Ordinal);

    /// <summary>Those that exist for a caller; one statement for each type.</summary>
    public async Task<IReadOnlySet<SubjectKey>> VisibleAsync(
        IEnumerable<SubjectKey> subjects,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var visible = new HashSet<SubjectKey>();
        foreach (var group in subjects.GroupBy(subject => subject.Type, StringComparer.Ordinal))
        {
            if (_modules.TryGetValue(group.Key, out var module))
            {
                var keys = await module.VisibleAsync(group.Key, [.. group.Select(one => one.Id).Distinct()], caller, cancellationToken);
                visible.UnionWith(keys.Select(key => new SubjectKey(group.Key, key)));
            }
        }
        return visible;
    }

    /// <inheritdoc cref="ISubjects.IsKeptAsync"/>
    public Task<bool> IsKeptAsync(HubTransaction transaction, SubjectKey subject, CancellationToken cancellationToken) =>
        _modules.TryGetValue(subject.Type, out var module)
            ? module.IsKeptAsync(transaction, subject.Id, cancellationToken)
            : Task.FromResult(true);

    /// <summary>Whether a record exists for a caller.</summary>
    public async Task<bool> IsVisibleAsync(SubjectKey subject, Caller caller, CancellationToken cancellationToken) =>
        (await VisibleAsync([subject], caller, cancellationToken)).Count > 0;
}
