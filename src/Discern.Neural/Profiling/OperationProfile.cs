using Discern.Compute;
using Discern.Compute.Peaks;

namespace Discern.Neural.Profiling;

/// <summary>One operation of a plan in a profile.</summary>
/// <param name="Name">Keras' name of the layer, and of those that the plan joined to it, with plus signs between.</param>
/// <param name="Output">The shape of one example's output; its batch is 1.</param>
/// <param name="Forward">Its forward passes.</param>
/// <param name="Backward">Its backward passes.</param>
public sealed record OperationProfile(string Name, Shape Output, PassProfile Forward, PassProfile Backward)
{
    /// <summary>Both passes together.</summary>
    public PassProfile Both => Forward + Backward;

    /// <summary>The least time that the machine could do it in, over the time that it took: 1 at the roofline, more where caches save memory traffic; 0 where it never ran.</summary>
    public double ShareOfPeak(MachinePeak peak) =>
        Both.Seconds > 0 ? (Forward.LeastSeconds(peak) + Backward.LeastSeconds(peak)) / Both.Seconds : 0;
}
