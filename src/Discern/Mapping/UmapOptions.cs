namespace Discern.Mapping;

/// <summary>How points are arranged by <see cref="Umap"/>; the defaults are those of umap-learn.</summary>
public sealed record UmapOptions
{
    /// <summary>How many points, itself among them, a point is held by: 2 or more. Fewer show finer structure, more the whole.</summary>
    public int Neighbours { get; init; } = 15;

    /// <summary>How near points may lie, 0 to below 1.</summary>
    public double MinimumDistance { get; init; } = 0.1;

    /// <summary>Passes over all pairs; null for 500, or 200 from 10,000 points on.</summary>
    public int? Epochs { get; init; }

    /// <summary>How many points a point is pushed off from, for each that it is drawn to.</summary>
    public int Repulsions { get; init; } = 5;

    /// <summary>The seed of what is drawn by lot: the same one gives the same map.</summary>
    public ulong Seed { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Neighbours, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(MinimumDistance);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(MinimumDistance, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Epochs ?? 1, nameof(Epochs));
        ArgumentOutOfRangeException.ThrowIfNegative(Repulsions);
    }
}
