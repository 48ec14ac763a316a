using Discern.Balancing;
using Discern.Neural.Training;

namespace Discern.Classifiers.Balance;

/// <summary>What a network does about classes of unequal size while it learns.</summary>
public sealed record Remedies
{
    /// <summary>The γ of focal loss that Lin and others found best.</summary>
    public const double UsualFocalGamma = 2;

    /// <summary>Chooses the training pictures, by what the default pretrained network sees in them; null for all as they are. It may make no rows.</summary>
    public Sampler? Sampler { get; init; }

    /// <summary>The γ of focal loss, 0 or more (Lin and others, 2017); null for cross-entropy.</summary>
    public double? FocalGamma { get; init; }

    /// <summary>Whether classes take turns in batches: an epoch has as many pictures as before, of each class equally many.</summary>
    public bool HasBalancedBatches { get; init; }

    /// <summary>The τ of logit adjustment, 0 for none, 1 as in Menon and others, 2021.</summary>
    public double LogitAdjustment { get; init; }

    /// <summary>What a run says it did: names joined by " + ", or <c>none</c>.</summary>
    /// <param name="classWeights">How much the pictures of each class count.</param>
    public string Name(ClassWeights classWeights)
    {
        string[] names =
        [
            .. Sampler is null or NoSampling ? [] : new[] { Sampler.Name },
            .. classWeights == ClassWeights.None ? [] : new[] { "class-weights" },
            .. FocalGamma is null ? [] : new[] { "focal" },
            .. HasBalancedBatches ? new[] { "balanced-batches" } : [],
            .. LogitAdjustment == 0 ? [] : new[] { "logit-adjustment" },
        ];
        return names.Length == 0 ? "none" : string.Join(" + ", names);
    }

    /// <summary>Training options with focal loss and logit adjustment.</summary>
    /// <param name="options">The others.</param>
    /// <param name="counts">How many pictures of each class are learnt from.</param>
    internal TrainingOptions Apply(TrainingOptions options, IReadOnlyList<int> counts)
    {
        double total = counts.Sum(count => (double)count);
        return options with
        {
            FocalGamma = FocalGamma,
            LogitOffsets = LogitAdjustment == 0 ? null : [.. counts.Select(count => (float)(LogitAdjustment * Math.Log(count / total)))],
        };
    }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of its range, or two do the same twice; the sentence says which.</exception>
    internal void Validate(string recipe, ClassWeights classWeights)
    {
        PictureSelection.Require(Sampler, recipe);
        if (FocalGamma is { } gamma && !(gamma is >= 0 and <= 10))
        {
            throw new ArgumentException($"The γ of focal loss is {gamma}; it lies between 0 and 10.");
        }

        if (!(LogitAdjustment is >= 0 and <= 10))
        {
            throw new ArgumentException($"The strength of logit adjustment is {LogitAdjustment}; it lies between 0 and 10.");
        }

        RequireOne(Sampler, classWeights);
        if (HasBalancedBatches && (LogitAdjustment > 0 || classWeights.IsByCount))
        {
            throw new ArgumentException("Balanced batches make classes equally frequent already: leave out logit adjustment, and class weights by counts.");
        }
    }

    /// <summary>Refuses weights by counts together with a sampler: they would be by counts that are no more.</summary>
    /// <exception cref="ArgumentException">Both are asked for.</exception>
    internal static void RequireOne(Sampler? sampler, ClassWeights classWeights)
    {
        if (sampler is not (null or NoSampling) && classWeights.IsByCount)
        {
            throw new ArgumentException($"'{sampler.Name}' makes classes more equal already: leave out the class weights '{classWeights}', or give a weight for each class.");
        }
    }
}
