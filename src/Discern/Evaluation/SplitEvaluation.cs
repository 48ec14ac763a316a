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

    /// <summary>The mean squared error of the probabilities (Brier): with two classes of the second's, 0 to 1, with more the sum over the classes, 0 to 2. Smaller is better.</summary>
    public required Estimate Brier { get; init; }

    /// <summary>Cohen's κ: agreement of truth and answers beyond chance, in [−1, 1].</summary>
    public required Estimate CohenKappa { get; init; }

    /// <summary>The geometric mean of the recalls of the classes that have pictures: 0 where one of them is never found.</summary>
    public required Estimate GeometricMean { get; init; }

    /// <summary>How far confidence and share of right answers lie apart on average, over 15 ranges of the likeliest class's probability (Guo et al., ICML 2017); in [0, 1].</summary>
    public required Estimate ExpectedCalibrationError { get; init; }

    /// <summary>
    /// The area under the ROC curve: with two classes the second's, with more the mean of each class's against the rest. Null where a class has no picture, and
    /// beyond <see cref="Evaluator.MostRankedClasses"/> classes.
    /// </summary>
    public Estimate? RocAuc { get; init; }

    /// <summary>With three or more classes the mean area over all pairs of classes, each pair both ways; null with two, and where <see cref="RocAuc"/> is.</summary>
    public Estimate? RocAucOneVsOne { get; init; }

    /// <summary>The average precision: with two classes the second's, with more the mean of the classes'; null where <see cref="RocAuc"/> is.</summary>
    public Estimate? AveragePrecision { get; init; }

    /// <summary>How often the true class is among the likeliest 2, 3 and 5, as far as there are more classes than that.</summary>
    public required IReadOnlyList<TopAccuracy> TopAccuracies { get; init; }

    /// <summary>
    /// The calibration curve, without empty ranges, from the least probability on: with two classes whether it is the second, with more whether it is the likeliest.
    /// </summary>
    public required IReadOnlyList<CalibrationBin> Calibration { get; init; }

    /// <summary>The metrics of each class, in the order of labels. In JSON an object whose keys are the names, in the same order.</summary>
    [JsonConverter(typeof(ClassEvaluationsConverter))]
    public required IReadOnlyList<ClassEvaluation> Classes { get; init; }

    /// <summary>How often each class (row: true) was answered with each class (column), in the order of <see cref="Classes"/>.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>The number of right answers.</summary>
    [JsonIgnore]
    public int Right => Enumerable.Range(0, Confusion.Count).Sum(index => Confusion[index][index]);

    /// <summary>The confusion matrix as shares; where there is nothing to share, as in the row of a class without pictures, 0.</summary>
    public double[][] Shares(ConfusionNormalization normalization)
    {
        int[] answered = [.. Enumerable.Range(0, Confusion.Count).Select(column => Confusion.Sum(row => row[column]))];
        return [.. Confusion.Select(row => row.Select((count, column) => Share(count, normalization switch
        {
            ConfusionNormalization.True => row.Sum(),
            ConfusionNormalization.Predicted => answered[column],
            _ => Count,
        })).ToArray())];

        static double Share(int count, int all) => all == 0 ? 0 : (double)count / all;
    }
}
