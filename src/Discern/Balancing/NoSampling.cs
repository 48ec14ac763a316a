namespace Discern.Balancing;

/// <summary>Leaves the rows as they are.</summary>
public sealed class NoSampling : Sampler
{
    /// <inheritdoc/>
    public override string Name => "none";

    /// <inheritdoc/>
    public override string Summary => "the rows as they are";

    internal override void Select(SamplingTask task)
    {
        // Every row stays, as at the beginning.
    }
}
