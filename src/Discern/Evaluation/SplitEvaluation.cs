using System.Text.Json.Serialization;

namespace Discern.Evaluation;

/// <summary>Every metric of one split, each with its interval. Values are those of scikit-learn.</summary>
public sealed record SplitEvaluation
{
    /// <summary>The number of pictures that the metrics rest on; at least 1.</summary>
    public required int Count { get; init; }

    /// <summary>The share of right answers.</summary>
    public required Estimate Accuracy { get; init; }

    /// <summary>
    /// What always answering <see cref="LazyClass"/> would reach: the accuracy to beat. The lazy classifier knows the evaluated
    /// split, not only the training shares, so that no constant answer is better and the bar is never too low.
    /// </summary>
    public required Estimate LazyAccuracy { get; init; }

    /// <summary>The largest class of the split, the first of equals.</summary>
    public required string LazyClass { get; init; }

    /// <summary>The mean recall over the classes that have pictures.</summary>
    public required Estimate BalancedAccuracy { get; init; }

    /// <summary>Matthews' correlation of truth and answers, in [−1, 1]; 0 where either is constant.</summary>
    public required Estimate Matthews { get; init; }

    /// <summary>The mean precision over the classes that occur.</summary>
    public required Estimate MacroPrecision { get; init; }

    /// <summary>The mean recall over the classes that occur.</summary>
    public required Estimate MacroRecall { get; init; }

    /// <summary>The mean F1 over the classes that occur.</summary>
    public required Estimate MacroF1 { get; init; }

    /// <summary>The mean precision, each class weighted by its support.</summary>
    public required Estimate WeightedPrecision { get; init; }

    /// <summary>The mean recall, each class weighted by its support.</summary>
    public required Estimate WeightedRecall { get; init; }

    /// <summary>The mean F1, each class weighted by its support.</summary>
    public required Estimate WeightedF1 { get; init; }

    /// <summary>The mean negative logarithm (natural) of the true class's probability; at least 0, smaller is better.</summary>
    public required Estimate LogLoss { get; init; }

    /// <summary>The area under the ROC curve; null unless there are exactly two classes and both have pictures.</summary>
    public Estimate? RocAuc { get; init; }

    /// <summary>The metrics of each class, in the order of labels. In JSON an object whose keys are the names, in the same order.</summary>
    [JsonConverter(typeof(ClassEvaluationsConverter))]
    public required IReadOnlyList<ClassEvaluation> Classes { get; init; }

    /// <summary>How often each class (row: true) was answered with each class (column), in the order of <see cref="Classes"/>.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>The number of right answers.</summary>
    [JsonIgnore]
    public int Right => Enumerable.Range(0, Confusion.Count).Sum(index => Confusion[index][index]);
}
