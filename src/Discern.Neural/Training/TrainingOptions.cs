using Discern.Neural.Profiling;
using Discern.Neural.Training.Distributed;
using Discern.Neural.Training.Optimizers;
using Discern.Neural.Training.Schedules;

namespace Discern.Neural.Training;

/// <summary>How a network is trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>Epochs in all, those of a resumed training included.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Examples per step; the last step of an epoch may have fewer.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>
    /// Into how many parts each batch is cut, 1 or more: this process computes them one after the other, or several share them. Their gradients are added up in
    /// an order that depends on this number alone, so that the same parts give the same bits however many processes there are. Batch normalisation
    /// normalises each part by its own statistics.
    /// </summary>
    public int Parts { get; init; } = 1;

    /// <summary>The processes that share the parts of each batch, at most as many as there are parts; null for this one alone.</summary>
    public ICommunicator? Communicator { get; init; }

    /// <summary>How weights follow from gradients.</summary>
    public OptimizerOptions Optimizer { get; init; } = new AdamOptions();

    /// <summary>How the learning rate changes over the epochs.</summary>
    public LearningRateSchedule Schedule { get; init; } = new ConstantSchedule();

    /// <summary>When to stop before the last epoch; absent: never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>The figure that decides which epoch is the best, and when to stop early.</summary>
    public TrainingMetric Metric { get; init; } = TrainingMetric.Loss;

    /// <summary>
    /// One factor per class by which the losses of its training examples are multiplied; absent: 1 for each.
    /// As in Keras the weighted sum is divided by the number of examples, and validation ignores class weights.
    /// </summary>
    public IReadOnlyList<float>? ClassWeights { get; init; }

    /// <summary>The share of each training label that goes to all classes in equal parts, from 0 to below 1 (Szegedy and others, 2016). Validation is not smoothed.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>
    /// How much training examples are mixed in pairs: 0 for not at all, else 0.05 to 1, the α of mixup (Zhang and others, 2018). The
    /// share of an example is drawn from Beta(α, α): most often near 0 or 1 with a small α, evenly with 1.
    /// </summary>
    public double Mixup { get; init; }

    /// <summary>The γ of focal loss, 0 or more (Lin and others, 2017); absent: cross-entropy, by which validation is judged in any case.</summary>
    public double? FocalGamma { get; init; }

    /// <summary>
    /// What is added to the logit of each class before the loss, in training and validation alike, but not in answers: τ · ln(share of the class)
    /// is logit adjustment (Menon and others, 2021). Absent: nothing.
    /// </summary>
    public IReadOnlyList<float>? LogitOffsets { get; init; }

    /// <summary>Fixes what dropout leaves out and how examples are mixed. Weights and the order of examples have their own seeds.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Is told what each part of a step takes; null for nobody, which costs nothing.</summary>
    public Profiler? Profiler { get; init; }
}
