namespace Discern.Balancing;

/// <summary>SMOTE, then edited nearest neighbours over all classes.</summary>
public sealed class SmoteEdited : CleanedSmote
{
    /// <inheritdoc/>
    public override string Name => "smote-enn";

    /// <inheritdoc/>
    public override string Summary => "SMOTE, then without rows that their neighbours disagree with";

    internal override Sampler Cleaner => new EditedNeighbours { CleansAll = true };
}
