using Discern.Evaluation;

namespace Discern.Comparing.Remedies;

/// <summary>The figures of all remedies in all folds, at one operating point, and the tests of their differences.</summary>
/// <param name="remedies">How many remedies there are; the first is the reference.</param>
/// <param name="testShare">Pictures that judge for each that is learnt from.</param>
internal sealed class FoldFigures(int remedies, double testShare)
{
    private static readonly ComparedMetric[] Metrics = Enum.GetValues<ComparedMetric>();

    private readonly List<double[]>[] byRemedy = [.. Enumerable.Range(0, remedies).Select(_ => new List<double[]>())];

    /// <summary>Adds what a remedy reached in the next fold.</summary>
    public void Add(int remedy, double[] figures) => byRemedy[remedy].Add(figures);

    /// <summary>Each remedy's figures by name, with their differences to the reference.</summary>
    /// <remarks>A figure that has no meaning in some fold, as the average precision of a class without pictures, is left out for all.</remarks>
    public IReadOnlyList<IReadOnlyDictionary<string, MetricComparison>> Compare()
    {
        var compared = byRemedy.Select(_ => new Dictionary<string, MetricComparison>(StringComparer.Ordinal)).ToArray();
        foreach (ComparedMetric metric in Metrics)
        {
            double[][] values = [.. byRemedy.Select(folds => folds.Select(figures => figures[(int)metric]).ToArray())];
            if (values.Any(folds => Array.Exists(folds, double.IsNaN)))
            {
                continue;
            }

            CorrectedResampledTest[] tests = [.. values.Skip(1).Select(folds => CorrectedResampledTest.Of([.. folds.Zip(values[0], (own, reference) => own - reference)], testShare))];
            IReadOnlyList<double> adjusted = HolmCorrection.Adjust([.. tests.Select(test => test.PValue)]);
            for (int remedy = 0; remedy < values.Length; remedy++)
            {
                compared[remedy][metric.Key()] = new MetricComparison
                {
                    Value = Mean(metric, values[remedy]),
                    Difference = remedy == 0 ? null : tests[remedy - 1].Interval,
                    PValue = remedy == 0 ? null : tests[remedy - 1].PValue,
                    AdjustedPValue = remedy == 0 ? null : adjusted[remedy - 1],
                    Folds = values[remedy],
                };
            }
        }

        return compared;
    }

    private Estimate Mean(ComparedMetric metric, double[] folds)
    {
        Estimate interval = CorrectedResampledTest.Of(folds, testShare).Interval;
        double least = metric == ComparedMetric.Matthews ? -1 : 0;
        return interval with { Low = Math.Max(interval.Low, least), High = Math.Min(interval.High, 1) };
    }
}
