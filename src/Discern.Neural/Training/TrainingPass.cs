using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;
using Discern.Neural.Profiling;
using Discern.Neural.Training.Losses;

namespace Discern.Neural.Training;

/// <summary>Forward, loss and backward for a batch, or for a part of one.</summary>
internal sealed class TrainingPass : IDisposable
{
    public const string FillPart = "batches: decode, augment, convert";
    public const string LossPart = "loss";

    private readonly TrainingOptions options;
    private readonly Profiler? profiler;
    private readonly Loss loss;
    private readonly Plan plan;
    private readonly Examples examples;
    private readonly MixedExamples? mixed;

    /// <param name="graph">The network.</param>
    /// <param name="weights">Its numbers.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="most">The most examples of a part.</param>
    /// <param name="loss">What is made small.</param>
    /// <param name="workers">The threads to use.</param>
    public TrainingPass(Graph graph, Weights weights, TrainingOptions options, int most, Loss loss, Workers workers)
    {
        this.options = options;
        this.loss = loss;
        profiler = options.Profiler;
        examples = new Examples(most, options.ClassWeights);
        plan = new Plan(
            graph, weights, new PlanOptions { Batch = most, Purpose = PlanPurpose.Training, Seed = options.Seed, Recorder = profiler?.Plan("training") }, workers);
        mixed = options.Mixup > 0 ? new MixedExamples(options, plan.Input.Shape) : null;
    }

    /// <summary>The gradients of the last pass.</summary>
    public Weights Gradients => plan.Gradients!;

    /// <summary>Computes the gradients of a part.</summary>
    /// <param name="part">The part, of one example or more.</param>
    /// <param name="step">Steps done before, over all epochs.</param>
    /// <param name="observer">Is told which gradients are final; null for nobody.</param>
    /// <returns>The sum of its losses.</returns>
    public LossSum Run(in BatchPart part, long step, IGradientObserver? observer)
    {
        profiler?.Begin(FillPart);
        examples.Fill(part, plan.Input);
        profiler?.End();
        Mix(part, step);
        plan.StepNumber = step;
        plan.FirstExample = part.First;
        plan.Forward(part.Count);
        profiler?.Begin(LossPart);
        LossSum sum = loss.Compute(plan.Output.Take(part.Count), TargetsOf(part), examples.Weights, plan.OutputGradient.Take(part.Count));
        profiler?.End();
        plan.Backward(observer);
        return sum;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        mixed?.Dispose();
        plan.Dispose();
    }

    private void Mix(in BatchPart part, long step)
    {
        if (mixed is not null)
        {
            profiler?.Begin("mixup");
            mixed.Mix(part, examples, plan.Input, step);
            profiler?.End();
        }
    }

    private Targets TargetsOf(in BatchPart part) => new(examples.Labels)
    {
        Smoothing = options.LabelSmoothing,
        BatchCount = part.BatchCount,
        Partners = mixed is null ? [] : mixed.Partners,
        Shares = mixed is null ? [] : mixed.Shares,
    };
}
