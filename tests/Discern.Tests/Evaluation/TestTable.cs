using System.Globalization;
using Discern.Evaluation;

namespace Discern.Tests.Evaluation;

/// <summary>Small prediction tables for tests.</summary>
internal static class TestTable
{
    /// <summary>A table of certain answers (probability 1), one row per pair of true and predicted class.</summary>
    public static PredictionTable Of(int classes, params IEnumerable<(int Label, int Predicted)> rows) =>
        new(Names(classes), [.. rows.Select((row, index) => Row(index, row.Label, row.Predicted, Certain(classes, row.Predicted)))]);

    /// <summary>A table from a confusion matrix, rows: true.</summary>
    public static PredictionTable OfConfusion(int[][] confusion) =>
        Of(confusion.Length, confusion.Index().SelectMany(row => row.Item.Index().SelectMany(
            cell => Enumerable.Repeat((row.Index, cell.Index), cell.Item))));

    /// <summary>A table of two classes from the second one's score; answers are by the larger probability.</summary>
    public static PredictionTable OfScores(int[] labels, float[] scores) =>
        new(Names(2), [.. labels.Zip(scores).Select((row, index) => Row(index, row.First, row.Second > 0.5f ? 1 : 0, [1 - row.Second, row.Second]))]);

    public static string[] Names(int classes) =>
        [.. Enumerable.Range(0, classes).Select(label => string.Create(CultureInfo.InvariantCulture, $"class {label}"))];

    private static Prediction Row(int index, int label, int predicted, float[] probabilities) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{index}.png"), label, predicted, probabilities);

    private static float[] Certain(int classes, int label)
    {
        float[] probabilities = new float[classes];
        probabilities[label] = 1;
        return probabilities;
    }
}
