using System.Text.Json;
using Discern.Balancing;
using Discern.Classifiers;
using Discern.Classifiers.Balance;
using Discern.Neural.Training;
using Discern.Runs;

namespace Discern.Cli;

/// <summary>How a run was trained, so that going on with it needs none of its options again.</summary>
/// <param name="Seed">The seed of everything random, the split included.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Augment">Drawn variants of each picture per epoch.</param>
/// <param name="ClassWeights">As the option takes them.</param>
/// <param name="Batch">Pictures per step; null for the network's own.</param>
internal sealed record Inherited(ulong Seed, int Epochs, int Augment, string ClassWeights, int? Batch)
{
    /// <summary>Into how many parts each batch is cut.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>The learning rate, given or found.</summary>
    public double LearningRate { get; init; } = new CnnOptions().LearningRate;

    /// <summary>The share of each label that goes to all classes alike.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>The α of mixup; 0 for none.</summary>
    public double Mixup { get; init; }

    /// <summary>What is done about classes of unequal size beside class weights.</summary>
    public Remedies Remedies { get; init; } = new();

    /// <summary>The figure that chooses the best epoch.</summary>
    public TrainingMetric Metric { get; init; }

    /// <summary>Epochs without improvement after which to stop; null for never.</summary>
    public int? Patience { get; init; }

    /// <summary>Whether pictures are answered with the mean of both ways round.</summary>
    public bool HasFlips { get; init; }

    /// <summary>What holds where there is no run to go on from.</summary>
    public static Inherited Nothing { get; } = new(Seed: 1, Epochs: 100, Augment: 0, ClassWeights: "none", Batch: null);

    /// <summary>Reads the options of a run; one that it does not name holds as if nothing were inherited.</summary>
    public static Inherited From(RunDescription run)
    {
        int? Number(string name) =>
            run.Options.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
        double? Real(string name) =>
            run.Options.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
        string? Word(string name) =>
            run.Options.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        return new Inherited(
            run.Seed,
            Number("epochs") ?? Nothing.Epochs,
            Number("augment") ?? Nothing.Augment,
            Word("classWeights") ?? Nothing.ClassWeights,
            Number("batch"))
        {
            Parts = Number("parts") ?? Nothing.Parts,
            LearningRate = Real("learningRate") ?? Nothing.LearningRate,
            LabelSmoothing = Real("labelSmoothing") ?? 0,
            Mixup = Real("mixup") ?? 0,
            Remedies = new Remedies
            {
                Sampler = Word("sampler") is { } sampler ? Samplers.Find(sampler) : null,
                FocalGamma = Real("focalGamma"),
                HasBalancedBatches = run.Options.TryGetValue("balancedBatches", out var balanced) && balanced.ValueKind == JsonValueKind.True,
                LogitAdjustment = Real("logitAdjustment") ?? 0,
            },
            Metric = Word("metric") is { } metric ? MetricName.Parse(metric) : Nothing.Metric,
            Patience = Number("patience"),
            HasFlips = run.IsFlipAveraged,
        };
    }
}
