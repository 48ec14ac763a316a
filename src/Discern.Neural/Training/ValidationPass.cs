using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;
using Discern.Neural.Profiling;
using Discern.Neural.Training.Losses;

namespace Discern.Neural.Training;

/// <summary>Judges weights on batches, or parts of them, without class weights.</summary>
internal sealed class ValidationPass : IDisposable
{
    private readonly Profiler? profiler;
    private readonly Loss judge;
    private readonly Plan plan;
    private readonly Examples examples;

    /// <param name="graph">The network.</param>
    /// <param name="weights">Its numbers.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="most">The most examples of a part.</param>
    /// <param name="workers">The threads to use.</param>
    public ValidationPass(Graph graph, Weights weights, TrainingOptions options, int most, Workers workers)
    {
        profiler = options.Profiler;
        judge = Loss.For(graph.OutputNode.Shape.Channels, options with { FocalGamma = null });
        plan = new Plan(graph, weights, new PlanOptions { Batch = most, Recorder = profiler?.Plan("validation") }, workers);
        examples = new Examples(most, classWeights: null);
    }

    /// <summary>Takes the weights over as they are now.</summary>
    public void Refresh() => plan.Refresh();

    /// <summary>Judges a part, of one example or more.</summary>
    public LossSum Run(in BatchPart part)
    {
        profiler?.Begin(TrainingPass.FillPart);
        examples.Fill(part, plan.Input);
        profiler?.End();
        plan.Forward(part.Count);
        profiler?.Begin(TrainingPass.LossPart);
        LossSum sum = judge.Compute(plan.Output.Take(part.Count), new Targets(examples.Labels), examples.Weights, default);
        profiler?.End();
        return sum;
    }

    /// <inheritdoc/>
    public void Dispose() => plan.Dispose();
}
