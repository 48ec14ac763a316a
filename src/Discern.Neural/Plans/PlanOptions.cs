using Discern.Neural.Profiling;

namespace Discern.Neural.Plans;

/// <summary>What a plan is made for.</summary>
public sealed record PlanOptions
{
    /// <summary>The most examples of one pass, at least 1.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Whether gradients are wanted, and of what.</summary>
    public PlanPurpose Purpose { get; init; } = PlanPurpose.Inference;

    /// <summary>In what numbers to multiply; other than single precision for inference only.</summary>
    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>Fixes what dropout leaves out.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Where each operation's time is written; null: nowhere, which costs nothing.</summary>
    public PlanRecorder? Recorder { get; init; }

    /// <summary>Whether layers are joined where that is faster; tests compare both.</summary>
    internal bool IsFused { get; init; } = true;
}
