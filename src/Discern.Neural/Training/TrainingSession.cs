using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;
using Discern.Neural.Profiling;
using Discern.Neural.Training.Losses;
using Discern.Neural.Training.Optimizers;

namespace Discern.Neural.Training;

/// <summary>The plans, the optimizer and the buffers of one training, and its passes over examples.</summary>
internal sealed class TrainingSession : IDisposable
{
    private const string LossPart = "loss";

    private readonly Graph graph;
    private readonly Weights weights;
    private readonly TrainingOptions options;
    private readonly Workers workers;
    private readonly Profiler? profiler;
    private readonly Loss loss;
    private readonly Loss judge;
    private readonly Plan trainingPlan;
    private readonly Optimizer optimizer;
    private readonly int[] labels;
    private readonly float[] sampleWeights;
    private readonly Mixup? mixup;
    private Plan? validationPlan;
    private long steps;

    public TrainingSession(Graph graph, Weights weights, TrainingOptions options, Workers workers, Loss loss)
    {
        this.graph = graph;
        this.weights = weights;
        this.options = options;
        this.workers = workers;
        profiler = options.Profiler;
        this.loss = loss;
        judge = Loss.For(graph.OutputNode.Shape.Channels, options with { FocalGamma = null });
        labels = new int[options.Batch];
        sampleWeights = new float[options.Batch];
        mixup = options.Mixup > 0 ? new Mixup(options.Mixup, options.Seed, options.Batch) : null;
        trainingPlan = new Plan(
            graph, weights, new PlanOptions { Batch = options.Batch, Purpose = PlanPurpose.Training, Seed = options.Seed, Recorder = profiler?.Plan("training") }, workers);
        optimizer = options.Optimizer.Create(weights, trainingPlan.Gradients!);
    }

    /// <summary>The learning rate of the last step.</summary>
    public double LearningRate { get; private set; }

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

    /// <summary>Trains one epoch.</summary>
    /// <returns>Its means; absent if it was cancelled on the way.</returns>
    public EpochSum? TrainEpoch(
        int epoch, IBatchSource source, IReadOnlyList<EpochResult> history, ITrainingObserver observer, CancellationToken cancellation)
    {
        double total = 0;
        int right = 0;
        for (int start = 0; start < source.Count; start += options.Batch)
        {
            if (cancellation.IsCancellationRequested)
            {
                return null;
            }

            int count = Math.Min(options.Batch, source.Count - start);
            LearningRate = options.Optimizer.LearningRate
                * options.Schedule.Factor(epoch - 1 + ((double)start / source.Count), options.Epochs, history, options.Metric);
            LossSum sum = Step(epoch, source, start, LearningRate);
            ThrowIfNotFinite(sum.Loss, epoch);
            total += sum.Loss;
            right += sum.Right;
            observer.OnBatch(epoch, start + count, source.Count, total / (start + count));
        }

        return new EpochSum(total / source.Count, (double)right / source.Count);
    }

    /// <summary>Takes one step on consecutive examples of an epoch's order.</summary>
    /// <returns>Their losses; where these are not finite, the weights are of no use from here on.</returns>
    public LossSum Step(int epoch, IBatchSource source, int start, double learningRate)
    {
        int count = Math.Min(options.Batch, source.Count - start);
        Fill(trainingPlan, epoch, source, start, count);
        ApplyClassWeights(count);
        Targets targets = MixedTargets(count);
        trainingPlan.StepNumber = steps;
        trainingPlan.Forward(count);
        profiler?.Begin(LossPart);
        LossSum sum = loss.Compute(trainingPlan.Output.Take(count), targets, sampleWeights, trainingPlan.OutputGradient.Take(count));
        profiler?.End();
        trainingPlan.Backward();
        steps++;
        profiler?.Begin("optimizer");
        optimizer.Step(learningRate, steps, workers);
        profiler?.End();
        return sum;
    }

    /// <summary>Judges the weights as they are, without class weights.</summary>
    /// <returns>The means; absent if it was cancelled on the way.</returns>
    public EpochSum? Evaluate(int epoch, IBatchSource source, CancellationToken cancellation)
    {
        validationPlan ??= new Plan(graph, weights, new PlanOptions { Batch = options.Batch, Recorder = profiler?.Plan("validation") }, workers);
        validationPlan.Refresh();
        double total = 0;
        int right = 0;
        for (int start = 0; start < source.Count; start += options.Batch)
        {
            if (cancellation.IsCancellationRequested)
            {
                return null;
            }

            int count = Math.Min(options.Batch, source.Count - start);
            Fill(validationPlan, epoch, source, start, count);
            validationPlan.Forward(count);
            profiler?.Begin(LossPart);
            LossSum sum = judge.Compute(validationPlan.Output.Take(count), new Targets(labels), sampleWeights, default);
            profiler?.End();
            total += sum.Loss;
            right += sum.Right;
        }

        ThrowIfNotFinite(total, epoch);
        return new EpochSum(total / source.Count, (double)right / source.Count);
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
        trainingPlan.Dispose();
        validationPlan?.Dispose();
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

    private Targets MixedTargets(int count)
    {
        var targets = new Targets(labels) { Smoothing = options.LabelSmoothing };
        if (mixup is null)
        {
            return targets;
        }

        profiler?.Begin("mixup");
        mixup.Mix(trainingPlan.Input, labels.AsSpan(0, count), sampleWeights.AsSpan(0, count), steps);
        profiler?.End();
        return new Targets(labels) { Smoothing = options.LabelSmoothing, Partners = mixup.Partners, Shares = mixup.Shares };
    }

    private void Fill(Plan plan, int epoch, IBatchSource source, int start, int count)
    {
        profiler?.Begin("batches: decode, augment, convert");
        sampleWeights.AsSpan(0, count).Fill(1f);
        source.Fill(epoch, start, plan.Input.Take(count).Values, labels.AsSpan(0, count), sampleWeights.AsSpan(0, count));
        profiler?.End();
    }

    private void ApplyClassWeights(int count)
    {
        if (options.ClassWeights is not { } classWeights)
        {
            return;
        }

        for (int example = 0; example < count; example++)
        {
            // A label that is none of the classes is refused by the loss.
            int label = labels[example];
            sampleWeights[example] *= (uint)label < (uint)classWeights.Count ? classWeights[label] : 1f;
        }
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
