using System.Text.Json;
using Discern.Evaluation;
using Discern.Evaluation.Curves;
using Discern.Tests.Shared;

namespace Discern.Tests.Evaluation;

/// <summary>scikit-learn 1.2.1's answers: ../shared/vectors/metrics.json, made by make.py there.</summary>
public sealed class GoldenMetricsTests
{
    private const string Vectors = "vectors/metrics.json";

    [SharedFact(Vectors)]
    public void Values_are_those_of_scikit_learn() => ForEachCase((evaluation, expected) =>
    {
        Assert.Equal(expected.GetProperty("confusion_matrix").Deserialize<int[][]>(), evaluation.Confusion);
        Same(expected.GetProperty("accuracy"), evaluation.Accuracy);
        Same(expected.GetProperty("balanced_accuracy"), evaluation.BalancedAccuracy);
        Same(expected.GetProperty("matthews"), evaluation.Matthews);

        JsonElement report = expected.GetProperty("report");
        Same(report.GetProperty("macro avg"), evaluation.MacroPrecision, evaluation.MacroRecall, evaluation.MacroF1, evaluation.Count);
        Same(report.GetProperty("weighted avg"), evaluation.WeightedPrecision, evaluation.WeightedRecall, evaluation.WeightedF1, evaluation.Count);
        foreach (ClassEvaluation item in evaluation.Classes)
        {
            Same(report.GetProperty(item.Name), item.Precision, item.Recall, item.F1, item.Support);
        }
    });

    [SharedFact(Vectors)]
    public void Probabilities_score_as_in_scikit_learn() => ForEachCase((evaluation, expected) =>
    {
        // Ours are single precision, the vectors' double: 1e-7 is what the inputs differ by.
        Assert.Equal(expected.GetProperty("log_loss").GetDouble(), evaluation.LogLoss.Value, 1e-7);
        if (expected.TryGetProperty("roc_auc", out JsonElement area))
        {
            Same(area, evaluation.RocAuc!);
        }
        else
        {
            Same(expected.GetProperty("roc_auc_ovr_macro"), evaluation.RocAuc!);
            Same(expected.GetProperty("roc_auc_ovo_macro"), evaluation.RocAucOneVsOne!);
            Same(expected.GetProperty("top2"), evaluation.TopAccuracies[0].Accuracy);
            foreach ((JsonElement precision, ClassEvaluation item) in expected.GetProperty("average_precision_per_class").EnumerateArray().Zip(evaluation.Classes))
            {
                Same(precision, item.AveragePrecision!);
            }
        }
    });

    [SharedFact(Vectors)]
    public void Agreement_beyond_chance_is_that_of_scikit_learn() => ForEachCase((evaluation, expected) =>
        Same(expected.GetProperty("cohen_kappa"), evaluation.CohenKappa));

    [SharedFact(Vectors)]
    public void Two_classes_are_calibrated_and_ranked_as_in_scikit_learn() => ForEachCase((evaluation, expected) =>
    {
        if (expected.TryGetProperty("calibration_curve", out JsonElement curve))
        {
            Assert.Equal(expected.GetProperty("brier").GetDouble(), evaluation.Brier.Value, 1e-7);
            Same(expected.GetProperty("average_precision"), evaluation.AveragePrecision!);
            Close(curve.GetProperty("prob_true"), evaluation.Calibration.Select(bin => bin.Observed.Value), 1e-14);
            Close(curve.GetProperty("prob_pred"), evaluation.Calibration.Select(bin => bin.Probability), 1e-7);
        }
    });

    [SharedFact(Vectors)]
    public void Curves_are_those_of_scikit_learn() => ForEachTable((table, expected) =>
    {
        if (expected.TryGetProperty("roc", out JsonElement roc))
        {
            RocCurve curve = RocCurve.Of(table, 1);
            Close(roc.GetProperty("fpr"), curve.Points.Select(point => point.FalsePositiveRate), 1e-14);
            Close(roc.GetProperty("tpr"), curve.Points.Select(point => point.TruePositiveRate), 1e-14);
            JsonElement precisionRecall = expected.GetProperty("pr");
            IReadOnlyList<PrecisionRecallPoint> points = PrecisionRecallCurve.Of(table, 1).Points;
            Close(precisionRecall.GetProperty("precision"), points.Select(point => point.Precision), 1e-14);
            Close(precisionRecall.GetProperty("recall"), points.Select(point => point.Recall), 1e-14);
            Close(precisionRecall.GetProperty("thresholds"), points.SkipLast(1).Select(point => point.Threshold), 1e-7);
        }
    });

    [SharedFact(Vectors)]
    public void Report_is_scikit_learns_to_the_character() => ForEachCase((evaluation, expected) =>
        Assert.Equal(expected.GetProperty("report_text").GetString(), ClassificationReport.Format(evaluation)));

    private static void ForEachCase(Action<SplitEvaluation, JsonElement> check) =>
        ForEachTable((table, expected) => check(Evaluator.Evaluate(table, new EvaluationOptions { Draws = 10 }), expected));

    private static void ForEachTable(Action<PredictionTable, JsonElement> check)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedFiles.Find(Vectors)!));
        JsonElement cases = document.RootElement.GetProperty("cases");
        Assert.NotEqual(0, cases.GetArrayLength());
        foreach (JsonElement item in cases.EnumerateArray())
        {
            JsonElement input = item.GetProperty("input");
            int[] labels = input.GetProperty("y_true").Deserialize<int[]>()!;
            double[][] probabilities = input.GetProperty("probabilities").Deserialize<double[][]>()!;
            Prediction[] rows = [.. labels.Zip(probabilities, (label, row) => new Prediction("", label, Array.IndexOf(row, row.Max()), Array.ConvertAll(row, value => (float)value)))];
            PredictionTable table = new(TestTable.Names(probabilities[0].Length), rows);
            check(table, item.GetProperty("expected"));
        }
    }

    private static void Same(JsonElement expected, Estimate precision, Estimate recall, Estimate f1, int support)
    {
        Same(expected.GetProperty("precision"), precision);
        Same(expected.GetProperty("recall"), recall);
        Same(expected.GetProperty("f1-score"), f1);
        Assert.Equal(expected.GetProperty("support").GetInt32(), support);
    }

    private static void Close(JsonElement expected, IEnumerable<double> actual, double tolerance)
    {
        double[] values = [.. actual];
        Assert.Equal(expected.GetArrayLength(), values.Length);
        Assert.All(expected.EnumerateArray().Zip(values), pair => Assert.Equal(pair.First.GetDouble(), pair.Second, tolerance));
    }

    private static void Same(JsonElement expected, Estimate actual) => Assert.Equal(expected.GetDouble(), actual.Value, 1e-14);
}
