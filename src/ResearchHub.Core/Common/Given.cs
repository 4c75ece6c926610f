namespace ResearchHub.Core.Common;

/// <summary>A value that was given or left out: absent leaves a field as it is, null clears it.</summary>
public readonly record struct Given<T>(bool IsGiven, T? Value)
{
    public static Given<T> Nothing => default;

    public static Given<T> Of(T? value) => new(true, value);
}
