using Discern.Compute.Peaks;

namespace Discern.Neural.Profiling;

/// <summary>Where the time of a run went.</summary>
/// <param name="Peak">What the machine can do with the threads in use.</param>
/// <param name="Seconds">The time from the profiler's beginning.</param>
/// <param name="Plans">The plans, the longest time first.</param>
/// <param name="Parts">What is done outside the plans, the longest time first; time that a part spends in other parts or in plans is theirs.</param>
public sealed record Profile(MachinePeak Peak, double Seconds, IReadOnlyList<PlanProfile> Plans, IReadOnlyList<PartProfile> Parts)
{
    /// <summary>What is neither in a plan nor in a named part; with those it adds up to <see cref="Seconds"/>.</summary>
    public double ElsewhereSeconds => Seconds - Plans.Sum(plan => plan.Seconds) - Parts.Sum(part => part.Seconds);
}
