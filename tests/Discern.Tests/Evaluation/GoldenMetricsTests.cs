using System.Text.Json;
using Discern.Evaluation;
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
            Assert.Null(evaluation.RocAuc);
        }
    });

    [SharedFact(Vectors)]
    public void Report_is_scikit_learns_to_the_character() => ForEachCase((evaluation, expected) =>
        Assert.Equal(expected.GetProperty("report_text").GetString(), ClassificationReport.Format(evaluation)));

    private static void ForEachCase(Action<SplitEvaluation, JsonElement> check)
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
            check(Evaluator.Evaluate(table, new EvaluationOptions { Draws = 10 }), item.GetProperty("expected"));
        }
    }

    private static void Same(JsonElement expected, Estimate precision, Estimate recall, Estimate f1, int support)
    {
        Same(expected.GetProperty("precision"), precision);
        Same(expected.GetProperty("recall"), recall);
        Same(expected.GetProperty("f1-score"), f1);
        Assert.Equal(expected.GetProperty("support").GetInt32(), support);
    }

    private static void Same(JsonElement expected, Estimate actual) => Assert.Equal(expected.GetDouble(), actual.Value, 1e-14);
}
