using System.Globalization;
using Discern.Balancing;
using Discern.Classifiers;
using Discern.Datasets;

namespace Discern.Comparing.Remedies;

/// <summary>Something that may be done about classes of unequal size.</summary>
/// <param name="Name">Its name, as it was asked for.</param>
public sealed record Remedy(string Name)
{
    private const string ClassWeightsName = "class-weights";
    private const string EffectiveName = "effective";
    private const string FocalName = "focal";
    private const string BalancedBatchesName = "balanced-batches";
    private const string LogitAdjustmentName = "logit-adjustment";
    private const string ThresholdName = "threshold";

    /// <summary>Nothing is done.</summary>
    public static Remedy None { get; } = new("none") { Summary = new NoSampling().Summary };

    /// <summary>All names: those of samplers, then the others.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Samplers.All.Select(sampler => sampler.Name), ClassWeightsName, EffectiveName, FocalName, BalancedBatchesName, LogitAdjustmentName, ThresholdName];

    /// <summary>What it does, in a few words.</summary>
    public string Summary { get; init; } = "";

    /// <summary>How much the pictures of each class count.</summary>
    public ClassWeights ClassWeights { get; init; } = ClassWeights.None;

    /// <summary>What else is done while it is learnt.</summary>
    public Classifiers.Balance.Remedies Learning { get; init; } = new();

    /// <summary>Whether it answers at its own best threshold instead of 0.5.</summary>
    public bool IsThresholdMoved { get; init; }

    /// <summary>Reads a name, with a number after a colon where it takes one: <c>smote</c>, <c>focal:1.5</c>, <c>effective:0.99</c>, <c>logit-adjustment:0.5</c>.</summary>
    /// <exception cref="ArgumentException">There is none of that name, or the number is not one; the sentence says which there are.</exception>
    public static Remedy Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? text : text[..colon];
        string? number = colon < 0 ? null : text[(colon + 1)..];
        if (number is not null && name is not (EffectiveName or FocalName or LogitAdjustmentName))
        {
            throw new ArgumentException($"'{text}' has a number that does nothing: only {FocalName}, {EffectiveName} and {LogitAdjustmentName} take one.", nameof(text));
        }

        return name switch
        {
            "none" => None,
            ClassWeightsName => new(text) { ClassWeights = ClassWeights.Balanced, Summary = "every class counts the same in all" },
            EffectiveName => new(text) { ClassWeights = ClassWeights.Parse(text), Summary = "classes count by the effective number of their pictures" },
            FocalName => new(text) { Learning = new() { FocalGamma = Number(text, number, Classifiers.Balance.Remedies.UsualFocalGamma) }, Summary = "what is right already counts for less" },
            BalancedBatchesName => new(text) { Learning = new() { HasBalancedBatches = true }, Summary = "classes take turns" },
            LogitAdjustmentName => new(text) { Learning = new() { LogitAdjustment = Number(text, number, 1) }, Summary = "how frequent a class is is taken out of the answers" },
            ThresholdName => new(text) { IsThresholdMoved = true, Summary = "answers from another probability on than 0.5" },
            _ => Samplers.All.FirstOrDefault(sampler => sampler.Name.Equals(name, StringComparison.Ordinal)) is { } sampler
                ? new(text) { Learning = new() { Sampler = sampler }, Summary = sampler.Summary }
                : throw new ArgumentException(
                    $"There is no remedy called '{text}' for classes of unequal size.{Sentence.DidYouMean(name, Names)} Name some of {string.Join(", ", Names)}.", nameof(text)),
        };
    }

    /// <summary>Whether another one does the same.</summary>
    public bool IsSameAs(Remedy other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsLearntAs(other) && IsThresholdMoved == other.IsThresholdMoved;
    }

    /// <summary>Whether another one learns the same, whatever the threshold.</summary>
    internal bool IsLearntAs(Remedy other) => ClassWeights == other.ClassWeights && Learning == other.Learning;

    private static double Number(string text, string? number, double usual) =>
        number is null ? usual
        : double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 10 ? value
        : throw new ArgumentException($"The number of '{text}' is not one between 0 and 10.", nameof(text));
}
