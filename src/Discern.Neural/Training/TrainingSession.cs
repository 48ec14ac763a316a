using Discern.Compute;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Profiling;
using Discern.Neural.Training.Distributed;
using Discern.Neural.Training.Losses;
using Discern.Neural.Training.Optimizers;

namespace Discern.Neural.Training;

/// <summary>The passes, the optimizer and the state of one training.</summary>
internal sealed class TrainingSession : IDisposable
{
    private readonly Graph graph;
    private readonly Weights weights;
    private readonly TrainingOptions options;
    private readonly Workers workers;
    private readonly Profiler? profiler;
    private readonly TrainingGroup group;
    private readonly TrainingPass training;
    private readonly PartedStep parted;
    private readonly Optimizer optimizer;
    private ValidationPass? validation;
    private long steps;

    public TrainingSession(Graph graph, Weights weights, TrainingOptions options, Workers workers, Loss loss, CancellationToken cancellation)
    {
        this.graph = graph;
        this.weights = weights;
        this.options = options;
        this.workers = workers;
        profiler = options.Profiler;
        group = new TrainingGroup(options, cancellation);
        training = new TrainingPass(graph, weights, options, group.MostExamples, loss, workers);
        parted = new PartedStep(graph, weights, training, group, workers);
        optimizer = options.Optimizer.Create(weights, training.Gradients);
    }

    /// <summary>The learning rate of the last step.</summary>
    public double LearningRate { get; private set; }

    /// <summary>Whether the user, or another process, has asked to stop.</summary>
    public bool IsStopping => group.IsStopping;

    /// <summary>A state of its own: that of the start, or a copy of the one to resume, which weights and optimizer then take over.</summary>
    public TrainingState Begin(TrainingState? resume)
    {
        if (resume is not null)
        {
            TakeOver(resume);
        }

        var state = new TrainingState(
            weights.ZerosLike(), weights.ZerosLike(), optimizer.SlotNames, [.. optimizer.Slots.Select(slot => slot.ZerosLike())]);
        Store(state);
        state.BestWeights.CopyFrom(resume?.BestWeights ?? weights);
        state.BestEpoch = resume?.BestEpoch ?? 0;
        foreach (EpochResult result in resume?.History ?? [])
        {
            state.Add(result);
        }

        return state;
    }

    /// <summary>Refuses processes that do not begin alike.</summary>
    /// <param name="examples">Examples of an epoch.</param>
    /// <exception cref="DiscernException">They do not.</exception>
    public void RequireSameStart(int examples) =>
        group.RequireSame(Fingerprint.Of(weights.All.Values, steps, examples, options.Batch, options.Epochs, options.Parts));

    /// <summary>Trains one epoch.</summary>
    /// <returns>Its means; absent if it was stopped on the way.</returns>
    public EpochSum? TrainEpoch(int epoch, IBatchSource source, IReadOnlyList<EpochResult> history, ITrainingObserver observer)
    {
        var total = default(LossSum);
        for (int start = 0; start < source.Count; start += options.Batch)
        {
            if (group.IsStopping)
            {
                return null;
            }

            int count = Math.Min(options.Batch, source.Count - start);
            LearningRate = options.Optimizer.LearningRate
                * options.Schedule.Factor(epoch - 1 + ((double)start / source.Count), options.Epochs, history, options.Metric);
            LossSum sum = Step(epoch, source, start, LearningRate);
            ThrowIfNotFinite(sum.Loss, epoch);
            total += sum;
            observer.OnBatch(epoch, start + count, source.Count, total.Loss / (start + count));
        }

        return new EpochSum(total.Loss / source.Count, (double)total.Right / source.Count);
    }

    /// <summary>Takes one step on consecutive examples of an epoch's order.</summary>
    /// <returns>Their losses; where these are not finite, the weights are of no use from here on.</returns>
    public LossSum Step(int epoch, IBatchSource source, int start, double learningRate)
    {
        var batch = new BatchPart(epoch, source, start, Math.Min(options.Batch, source.Count - start));
        LossSum sum = parted.Run(batch, steps);
        steps++;
        profiler?.Begin("optimizer");
        optimizer.Step(learningRate, steps, workers);
        profiler?.End();
        return sum;
    }

    /// <summary>Judges the weights as they are, without class weights.</summary>
    /// <returns>The means; absent if it was stopped on the way.</returns>
    public EpochSum? Evaluate(int epoch, IBatchSource source)
    {
        validation ??= new ValidationPass(graph, weights, options, group.MostExamples, workers);
        validation.Refresh();
        var sums = new LossSum[(source.Count + options.Batch - 1) / options.Batch];
        for (int index = 0; index < sums.Length; index++)
        {
            if (group.IsStopping)
            {
                return null;
            }

            int start = index * options.Batch;
            sums[index] = Judge(new BatchPart(epoch, source, start, Math.Min(options.Batch, source.Count - start)), group.First, group.End);
        }

        group.Sum(sums);
        var total = default(LossSum);
        foreach (LossSum sum in sums)
        {
            total += sum;
        }

        ThrowIfNotFinite(total.Loss, epoch);
        return new EpochSum(total.Loss / source.Count, (double)total.Right / source.Count);
    }

    /// <summary>Writes a finished epoch into the state.</summary>
    /// <returns>Whether it is the best so far.</returns>
    public bool Keep(TrainingState state, EpochResult result)
    {
        bool isBest = state.BestEpoch == 0 || Comparison.IsBetter(result, state.History[state.BestEpoch - 1], options.Metric);
        Store(state);
        state.Add(result);
        if (isBest)
        {
            state.BestWeights.CopyFrom(weights);
            state.BestEpoch = result.Epoch;
        }

        return isBest;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        parted.Dispose();
        training.Dispose();
        validation?.Dispose();
        optimizer.Dispose();
    }

    private static void ThrowIfNotFinite(double sum, int epoch)
    {
        if (!double.IsFinite(sum))
        {
            throw new DiscernException(
                $"In epoch {epoch} the loss is no longer a finite number, so the weights are of no use; train again with a lower learning rate.");
        }
    }

    private LossSum Judge(in BatchPart batch, int first, int end)
    {
        if (end - first == 1)
        {
            BatchPart part = group.Part(batch, first);
            return part.Count == 0 ? default : validation!.Run(part);
        }

        int middle = PartTree.Middle(first, end);
        return Judge(batch, first, middle) + Judge(batch, middle, end);
    }

    private void Store(TrainingState state)
    {
        state.Weights.CopyFrom(weights);
        state.Steps = steps;
        for (int slot = 0; slot < optimizer.Slots.Count; slot++)
        {
            state.Slots[slot].CopyFrom(optimizer.Slots[slot]);
        }
    }

    private void TakeOver(TrainingState resume)
    {
        if (!resume.SlotNames.SequenceEqual(optimizer.SlotNames, StringComparer.Ordinal))
        {
            throw new DiscernException(
                $"The checkpoint was made with an optimizer that keeps '{string.Join(", ", resume.SlotNames)}', "
                + $"this one keeps '{string.Join(", ", optimizer.SlotNames)}'; go on with the same optimizer.");
        }

        weights.CopyFrom(resume.Weights);
        steps = resume.Steps;
        for (int slot = 0; slot < optimizer.Slots.Count; slot++)
        {
            optimizer.Slots[slot].CopyFrom(resume.Slots[slot]);
        }
    }
}
