using Discern.Neural.Plans;
using Discern.Neural.Profiling;

namespace Discern.Features;

/// <summary>How features are computed and kept.</summary>
public sealed record FeatureOptions
{
    /// <summary>Pictures that go through a network at once, at least 1; more take more memory.</summary>
    public int Batch { get; init; } = 16;

    /// <summary>In what numbers the networks multiply; features of one precision are never taken for those of another.</summary>
    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>Pictures decoded at once; 0 for one on each core.</summary>
    public int Threads { get; init; }

    /// <summary>Is told where the time goes; null for nobody, which costs nothing.</summary>
    public Profiler? Profiler { get; init; }

    /// <summary>Where features are kept between runs; null keeps none.</summary>
    public string? CacheFolder { get; init; } = Caching.CacheFolder.Features;
}
