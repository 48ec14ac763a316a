using Discern.Compute.Peaks;
using Discern.Neural.Profiling;

namespace Discern.Cli.Rendering;

/// <summary>One operation in the line of a profile; times and amounts are those of all its passes.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Name">The layers that it is made of.</param>
/// <param name="Passes">How many forward passes it made.</param>
/// <param name="ForwardSeconds">The time of its forward passes.</param>
/// <param name="BackwardSeconds">The time of its backward passes.</param>
/// <param name="Operations">Floating-point operations.</param>
/// <param name="Bytes">Bytes read and written.</param>
/// <param name="BoundBy">What sets its least time: "memory" or "arithmetic".</param>
/// <param name="ShareOfPeak">The least time over the time that it took.</param>
internal sealed record ProfiledOperation(
    string Plan, string Name, long Passes, double ForwardSeconds, double BackwardSeconds, double Operations, double Bytes, string BoundBy, double ShareOfPeak)
{
    /// <summary>An operation of a profile.</summary>
    public static ProfiledOperation Of(PlanProfile plan, OperationProfile operation, MachinePeak peak) => new(
        plan.Name,
        operation.Name,
        operation.Forward.Calls,
        operation.Forward.Seconds,
        operation.Backward.Seconds,
        operation.Both.Operations,
        operation.Both.Bytes,
        operation.Both.IsMemoryBound(peak) ? "memory" : "arithmetic",
        operation.ShareOfPeak(peak));
}
