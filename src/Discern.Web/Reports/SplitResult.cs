using Discern.Evaluation;

namespace Discern.Web.Reports;

/// <summary>Everything that the report says about the predictions on one split.</summary>
public sealed record SplitResult
{
    /// <summary>The split in a sentence: "test", "validation" or "training".</summary>
    public required string Name { get; init; }

    /// <summary>Share of right answers, 0 to 1.</summary>
    public required Measure Accuracy { get; init; }

    /// <summary>Mean recall over the classes, 0 to 1: what accuracy would be if all classes were equally frequent.</summary>
    public required Measure BalancedAccuracy { get; init; }

    /// <summary>Matthews correlation coefficient, -1 to 1; 0 is no better than chance.</summary>
    public required Measure Matthews { get; init; }

    /// <summary>Averages in which each class weighs the same.</summary>
    public required Averages Macro { get; init; }

    /// <summary>Averages in which each class weighs as many pictures as it has.</summary>
    public required Averages Weighted { get; init; }

    /// <summary>Accuracy of always answering <see cref="LazyClass"/>, 0 to 1.</summary>
    public required double LazyAccuracy { get; init; }

    /// <summary>The largest class, which the lazy classifier always answers.</summary>
    public required string LazyClass { get; init; }

    /// <summary>The classes in the order of the confusion matrix.</summary>
    public required IReadOnlyList<ClassResult> Classes { get; init; }

    /// <summary>Counts; the row is the true class, the column the answer.</summary>
    public required IReadOnlyList<IReadOnlyList<long>> Confusion { get; init; }

    /// <summary>Pictures in the split.</summary>
    public long Count => Classes.Sum(c => c.Count);

    /// <summary>Pictures that were answered rightly.</summary>
    public long Right => Classes.Select((_, i) => Confusion[i][i]).Sum();

    /// <summary>What the accuracy's interval says beside the lazy classifier.</summary>
    public LazyComparison ComparedWithLazy =>
        Accuracy.HasInterval && Accuracy.Low > LazyAccuracy ? LazyComparison.Better
        : Accuracy.HasInterval && Accuracy.High < LazyAccuracy ? LazyComparison.Worse
        : LazyComparison.Undecided;

    /// <summary>How often the class at <paramref name="index"/> was answered, rightly or wrongly.</summary>
    public long Answered(int index) => Confusion.Sum(row => row[index]);

    /// <summary>An evaluation in the report's terms.</summary>
    /// <param name="name">The split in a sentence.</param>
    /// <param name="evaluation">Its figures, classes and confusion over the same classes.</param>
    public static SplitResult From(string name, SplitEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return new SplitResult
        {
            Name = name,
            Accuracy = Measure.From(evaluation.Accuracy),
            BalancedAccuracy = Measure.From(evaluation.BalancedAccuracy),
            Matthews = Measure.From(evaluation.Matthews),
            Macro = new Averages(
                Measure.From(evaluation.MacroPrecision), Measure.From(evaluation.MacroRecall), Measure.From(evaluation.MacroF1)),
            Weighted = new Averages(
                Measure.From(evaluation.WeightedPrecision), Measure.From(evaluation.WeightedRecall), Measure.From(evaluation.WeightedF1)),
            LazyAccuracy = evaluation.LazyAccuracy.Value,
            LazyClass = evaluation.LazyClass,
            Classes = [.. evaluation.Classes.Select(ClassResult.From)],
            Confusion = [.. evaluation.Confusion.Select(row => (IReadOnlyList<long>)[.. row.Select(count => (long)count)])],
        };
    }
}
