namespace ResearchHub.Core.Publishing;

/// <summary>How far the rights of somebody go on an output; each includes those before it.</summary>
public enum OutputLevel
{
    /// <summary>It does not exist for them.</summary>
    None,
    View,
    Comment,
    Edit,

    /// <summary>Says who else may.</summary>
    Admin,
}
