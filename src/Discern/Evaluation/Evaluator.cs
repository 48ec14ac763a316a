using Discern.Evaluation.Intervals;

namespace Discern.Evaluation;

/// <summary>Measures a table of predictions.</summary>
/// <example>
/// <code>
/// PredictionTable table = PredictionTable.Read("predictions-test.csv");
/// SplitEvaluation test = Evaluator.Evaluate(table, new EvaluationOptions());
/// Console.Write(ClassificationReport.Format(test));
/// </code>
/// </example>
public static class Evaluator
{
    /// <summary>With more classes than this no areas under curves are taken: they are measured for each class, on every draw.</summary>
    public const int MostRankedClasses = 50;

    /// <summary>Computes every metric with its 95 % interval.</summary>
    /// <param name="table">The predictions; their order does not matter, not to a bit of the result.</param>
    /// <param name="options">Seed, number of bootstrap draws, threads.</param>
    /// <exception cref="DiscernException">The table has no rows.</exception>
    /// <exception cref="ArgumentException">A label or an answer is no index into the classes, or the probabilities are not one per class in [0, 1].</exception>
    public static SplitEvaluation Evaluate(PredictionTable table, EvaluationOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Draws, 1, nameof(options));
        Check(table);
        Prediction[] rows = [.. table.Rows.OrderBy(row => row, RowOrder.Instance)];
        int[][] confusion = Confusion(rows, table.Classes.Count);
        int lazyClass = LargestClass(confusion);

        ConfusionMetrics metrics = new(rows, table.Classes.Count, lazyClass);
        RowMeans means = new(rows, table.Classes.Count);
        CalibrationMetrics calibration = new(rows);
        bool isRanked = confusion.Length is > 1 and <= MostRankedClasses && Array.TrueForAll(confusion, row => row.Sum() > 0);
        MetricFamily[] families = isRanked ? [metrics, means, calibration, new RankingMetrics(rows, table.Classes.Count)] : [metrics, means, calibration];
        Estimate[][] estimates = new Bootstrap(new SamplingUnits(rows), options).Estimate(families);
        (Estimate[] overall, Estimate[] scores, Estimate[] trust, Estimate[]? ranking) = (estimates[0], estimates[1], estimates[2], isRanked ? estimates[3] : null);
        return new SplitEvaluation
        {
            Count = rows.Sum(row => row.Count),
            Accuracy = overall[ConfusionMetrics.Accuracy],
            LazyAccuracy = overall[ConfusionMetrics.LazyAccuracy],
            LazyClass = table.Classes[lazyClass],
            BalancedAccuracy = overall[ConfusionMetrics.BalancedAccuracy],
            Matthews = overall[ConfusionMetrics.Matthews],
            MacroPrecision = overall[ConfusionMetrics.MacroPrecision],
            MacroRecall = overall[ConfusionMetrics.MacroRecall],
            MacroF1 = overall[ConfusionMetrics.MacroF1],
            WeightedPrecision = overall[ConfusionMetrics.WeightedPrecision],
            WeightedRecall = overall[ConfusionMetrics.WeightedRecall],
            WeightedF1 = overall[ConfusionMetrics.WeightedF1],
            CohenKappa = overall[ConfusionMetrics.CohenKappa],
            GeometricMean = overall[ConfusionMetrics.GeometricMean],
            LogLoss = scores[RowMeans.LogLoss],
            Brier = scores[RowMeans.Brier],
            TopAccuracies = [.. RowMeans.TopSizes(table.Classes.Count).Select((size, index) => new TopAccuracy(size, scores[RowMeans.Tops + index]))],
            ExpectedCalibrationError = trust[CalibrationMetrics.ExpectedError],
            Calibration = Curve(rows, trust),
            RocAuc = ranking?[RankingMetrics.RocAuc],
            RocAucOneVsOne = table.Classes.Count > 2 ? ranking?[RankingMetrics.RocAucOneVsOne] : null,
            AveragePrecision = ranking?[RankingMetrics.AveragePrecision],
            Classes = [.. table.Classes.Select((name, label) => OfClass(name, label, confusion, overall, ranking))],
            Confusion = confusion,
        };
    }

    private static ClassEvaluation OfClass(string name, int label, int[][] confusion, Estimate[] overall, Estimate[]? ranking)
    {
        int first = ConfusionMetrics.OfClass(label);
        int support = confusion[label].Sum();
        int predicted = confusion.Sum(row => row[label]);
        double count = confusion.Sum(row => row.Sum());
        return new ClassEvaluation
        {
            Name = name,
            Precision = overall[first],
            Recall = overall[first + 1],
            F1 = overall[first + 2],
            Specificity = overall[first + 3],
            RocAuc = ranking?[RankingMetrics.OfClass(label)],
            AveragePrecision = ranking?[RankingMetrics.OfClass(label) + 1],
            Support = support,
            Predicted = predicted,
            RealShare = support / count,
            PredictedShare = predicted / count,
        };
    }

    private static CalibrationBin[] Curve(Prediction[] rows, Estimate[] trust) =>
    [
        .. rows.Select(row => (Probability: (double)CalibrationMetrics.Said(row).Probability, row.Count))
            .GroupBy(row => CalibrationMetrics.BinOf(row.Probability, CalibrationMetrics.CurveBins))
            .OrderBy(bin => bin.Key)
            .Select(bin => (bin.Key, Count: bin.Sum(row => row.Count), Total: bin.Sum(row => row.Count * row.Probability)))
            .Select(bin => new CalibrationBin(bin.Count, bin.Total / bin.Count, trust[CalibrationMetrics.Bins + bin.Key])),
    ];

    private static int[][] Confusion(Prediction[] rows, int classes)
    {
        int[][] confusion = new int[classes][];
        for (int label = 0; label < classes; label++)
        {
            confusion[label] = new int[classes];
        }

        foreach (Prediction row in rows)
        {
            confusion[row.Label][row.Predicted] += row.Count;
        }

        return confusion;
    }

    private static int LargestClass(int[][] confusion) =>
        confusion.Index().MaxBy(row => row.Item.Sum()).Index;

    private static void Check(PredictionTable table)
    {
        if (table.Rows.Count == 0)
        {
            throw new DiscernException("There are no predictions to evaluate: the split has no readable picture. Give it pictures, or evaluate another split.");
        }

        int classes = table.Classes.Count;
        foreach (Prediction row in table.Rows)
        {
            if ((uint)row.Label >= (uint)classes || (uint)row.Predicted >= (uint)classes)
            {
                throw new ArgumentException($"The label {row.Label} or the answer {row.Predicted} of '{row.Path}' is none of the {classes} classes.", nameof(table));
            }

            if (row.Probabilities.Length != classes || Array.Exists(row.Probabilities, value => value is not (>= 0 and <= 1)))
            {
                throw new ArgumentException($"'{row.Path}' must have {classes} probabilities between 0 and 1, one per class.", nameof(table));
            }
        }
    }
}
