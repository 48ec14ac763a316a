using System.Globalization;
using Discern.Evaluation;
using Discern.Evaluation.Intervals;

namespace Discern.Classifiers.Transfer;

/// <summary>Whether answers stay as good in bfloat16: one classifier judged the same pictures, not learnt from, by features of both precisions.</summary>
/// <param name="Pictures">How many they are.</param>
/// <param name="SingleAccuracy">The share that is right by single precision.</param>
/// <param name="LowAccuracy">The share that is right by bfloat16.</param>
/// <param name="SingleLoss">The mean log loss by single precision.</param>
/// <param name="LowLoss">The mean log loss by bfloat16.</param>
/// <param name="LeastIncrease">The lower end of the paired bootstrap interval of how much the log loss rises, at 95 %.</param>
internal sealed record PrecisionCheck(int Pictures, double SingleAccuracy, double LowAccuracy, double SingleLoss, double LowLoss, double LeastIncrease)
{
    /// <summary>Not one more is wrong, and that the log loss rises is no more than chance.</summary>
    public bool Passes => LowAccuracy >= SingleAccuracy && LeastIncrease <= 0;

    /// <summary>The figures behind it, single precision first.</summary>
    public string Figures => string.Create(
        CultureInfo.InvariantCulture, $"accuracy {100 * SingleAccuracy:F1} and {100 * LowAccuracy:F1} %, log loss {SingleLoss:F3} and {LowLoss:F3}, single precision first");

    /// <summary>Compares answers to the same pictures in the same order.</summary>
    /// <param name="single">By features of single precision.</param>
    /// <param name="low">By features in bfloat16.</param>
    /// <param name="seed">The seed of the bootstrap.</param>
    public static PrecisionCheck Of(PredictionTable single, PredictionTable low, ulong seed)
    {
        int classes = single.Classes.Count;
        var difference = new PairedDifference(new RowMeans(low.Rows, classes), new RowMeans(single.Rows, classes));
        var bootstrap = new Bootstrap(new SamplingUnits(single.Rows), new EvaluationOptions { Seed = seed });
        Estimate increase = bootstrap.Estimate(difference)[0][RowMeans.LogLoss];
        return new PrecisionCheck(single.Rows.Count, Accuracy(single), Accuracy(low), Loss(single), Loss(low), increase.Low);
    }

    private static double Accuracy(PredictionTable table) => table.Rows.Average(row => row.Predicted == row.Label ? 1.0 : 0.0);

    private static double Loss(PredictionTable table) =>
        HeldOut.Losses([.. table.Rows.SelectMany(row => row.Probabilities)], [.. table.Rows.Select(row => row.Label)]).Average();
}
