using Discern.Compute.Threading;
using Discern.Neural.Plans;
using Discern.Neural.TensorFlow;

namespace Discern.Neural.Tests.TensorFlow;

/// <summary>Runs a network once.</summary>
internal static class Inference
{
    public static float[] Run(TensorFlowNetwork network, ReadOnlySpan<float> picture)
    {
        using var plan = new Plan(network.Graph, network.Weights, new PlanOptions { Batch = 1 }, Workers.Shared);
        picture.CopyTo(plan.Input.Values);
        plan.Forward(1);
        return plan.Output.Values.ToArray();
    }
}
