namespace Discern.Balancing;

/// <summary>SMOTE, then both rows of every Tomek link are left out.</summary>
public sealed class SmoteTomek : CleanedSmote
{
    /// <inheritdoc/>
    public override string Name => "smote-tomek";

    /// <inheritdoc/>
    public override string Summary => "SMOTE, then without Tomek links";

    internal override Sampler Cleaner => new TomekLinks { CleansAll = true };
}
