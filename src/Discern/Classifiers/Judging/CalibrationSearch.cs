using Discern.Classifiers.CrossValidation;
using Discern.Classifiers.Transfer;
using Discern.Evaluation;
using Discern.Evaluation.Calibrating;
using Discern.Runs;

namespace Discern.Classifiers.Judging;

/// <summary>Chooses how probabilities are corrected: each way learns from four fifths of the held-out pictures and is judged on the last, in turn.</summary>
internal static class CalibrationSearch
{
    private const int Folds = 5;

    /// <summary>With fewer pictures not even one number can be learnt from them and judged.</summary>
    private const int FewestForTemperature = 50;

    /// <summary>A free curve follows single pictures where they are few (Niculescu-Mizil and Caruana, ICML 2005).</summary>
    private const int FewestForIsotonic = 1000;

    /// <summary>A difference of two standard errors is rarely chance.</summary>
    private const double ClearAdvantage = 2;

    /// <summary>Chooses among all ways that the pictures are enough for.</summary>
    /// <param name="heldOut">Predictions of pictures that the classifier has not learnt from.</param>
    /// <param name="seed">The seed of the folds.</param>
    /// <returns>The correction, and the choice in words; no words where there are too few pictures to try any.</returns>
    public static (Calibration Calibration, RunChoice? Choice) Choose(PredictionTable heldOut, ulong seed)
    {
        CalibrationMethod[] methods =
        [
            CalibrationMethod.None,
            .. heldOut.Rows.Count >= FewestForTemperature ? [CalibrationMethod.Temperature] : Array.Empty<CalibrationMethod>(),
            .. heldOut.Rows.Count >= FewestForIsotonic && heldOut.Classes.Count == 2 ? [CalibrationMethod.Isotonic] : Array.Empty<CalibrationMethod>(),
        ];
        int[] labels = [.. heldOut.Rows.Select(row => row.Label)];
        if (methods.Length == 1 || labels.CountBy(label => label).Min(pair => pair.Value) < 2 || labels.Distinct().Count() < 2)
        {
            return (Calibration.None, null);
        }

        var folds = StratifiedFolds.Draw(labels, groups: null, Folds, seed);
        double[][] losses = [.. methods.Select(method => Losses(heldOut, folds, method))];
        int best = 0;
        for (int method = 1; method < methods.Length; method++)
        {
            best = HeldOut.Advantage(losses[0], losses[method]) > ClearAdvantage && losses[method].Average() < losses[best].Average() ? method : best;
        }

        string figures = string.Join(", ", methods.Zip(losses, (method, loss) => $"{Name(method)} {loss.Average():N4}"));
        string reason = best == 0
            ? $"Probabilities are left as they are: no correction lowers the log loss on {labels.Length} pictures not learnt from by more than two standard errors ({figures})."
            : $"Probabilities are corrected by {Name(methods[best])}, which lowers the log loss on {labels.Length} pictures not learnt from by more than two standard errors ({figures}).";
        var choice = new RunChoice(
            $"cross-validated log loss on {labels.Length} pictures that were not learnt from",
            [.. methods.Zip(losses, (method, loss) => new RunCandidate(Name(method), loss.Average(), Accuracy(heldOut, folds, method)))],
            Name(methods[best]),
            reason);
        return (Fit(methods[best], heldOut.Rows), choice);
    }

    /// <summary>Learns a correction.</summary>
    /// <exception cref="ArgumentException">Isotonic regression is asked for and there are not two classes.</exception>
    /// <exception cref="DiscernException">There is nothing to learn from.</exception>
    public static Calibration Learn(CalibrationMethod method, PredictionTable heldOut)
    {
        if (method == CalibrationMethod.Isotonic && heldOut.Classes.Count != 2)
        {
            throw new ArgumentException($"Isotonic calibration is for two classes, and this run has {heldOut.Classes.Count}. Use temperature.");
        }

        return method == CalibrationMethod.None || heldOut.Rows.Count > 0
            ? Fit(method, heldOut.Rows)
            : throw new DiscernException("There are no pictures to calibrate by that were not learnt from. Add validation pictures, or train with --folds.");
    }

    /// <summary>What a method is called in a sentence.</summary>
    public static string Name(CalibrationMethod method) => method switch
    {
        CalibrationMethod.Temperature => "a temperature",
        CalibrationMethod.Isotonic => "isotonic regression",
        _ => "no correction",
    };

    private static Calibration Fit(CalibrationMethod method, IReadOnlyList<Prediction> rows) => method switch
    {
        CalibrationMethod.Temperature => TemperatureFit.Fit(rows),
        CalibrationMethod.Isotonic => IsotonicFit.Fit(rows),
        _ => Calibration.None,
    };

    private static double[] Losses(PredictionTable heldOut, StratifiedFolds folds, CalibrationMethod method)
    {
        float[][] corrected = Corrected(heldOut, folds, method);
        return HeldOut.Losses([.. corrected.SelectMany(row => row)], [.. heldOut.Rows.Select(row => row.Label)]);
    }

    private static double Accuracy(PredictionTable heldOut, StratifiedFolds folds, CalibrationMethod method) =>
        HeldOut.Accuracy([.. Corrected(heldOut, folds, method).SelectMany(row => row)], [.. heldOut.Rows.Select(row => row.Label)]);

    private static float[][] Corrected(PredictionTable heldOut, StratifiedFolds folds, CalibrationMethod method)
    {
        float[][] corrected = new float[heldOut.Rows.Count][];
        for (int fold = 0; fold < folds.Count; fold++)
        {
            Calibration learnt = Fit(method, [.. folds.Training(fold).Select(row => heldOut.Rows[row])]);
            foreach (int row in folds.HeldOut(fold))
            {
                corrected[row] = learnt.Apply(heldOut.Rows[row].Probabilities);
            }
        }

        return corrected;
    }
}
