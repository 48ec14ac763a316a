using Discern.Compute.Peaks;

namespace Discern.Neural.Profiling;

/// <summary>A plan's operations in a profile.</summary>
/// <param name="Name">What the plan is for.</param>
/// <param name="Operations">Its operations, the longest time first.</param>
public sealed record PlanProfile(string Name, IReadOnlyList<OperationProfile> Operations)
{
    /// <summary>All forward passes together.</summary>
    public PassProfile Forward => Operations.Aggregate(default(PassProfile), (sum, operation) => sum + operation.Forward);

    /// <summary>All backward passes together.</summary>
    public PassProfile Backward => Operations.Aggregate(default(PassProfile), (sum, operation) => sum + operation.Backward);

    /// <summary>The time of all passes.</summary>
    public double Seconds => Forward.Seconds + Backward.Seconds;

    /// <summary>The least time that the machine could do all operations in, one after the other, over the time that they took; 0 where none ran.</summary>
    public double ShareOfPeak(MachinePeak peak) => Seconds > 0 ? Operations.Sum(each => each.ShareOfPeak(peak) * each.Both.Seconds) / Seconds : 0;
}
