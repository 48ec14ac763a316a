using Discern.Classifiers.CrossValidation;
using Discern.Classifiers.Logistic;
using Discern.Classifiers.Transfer;
using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Evaluation;

namespace Discern.Synthesizing.Judging;

/// <summary>How easily synthetic pictures are told from real ones: a classifier learns to, and answers for pictures that it has not seen.</summary>
/// <remarks>
/// Lopez-Paz and Oquab, "Revisiting classifier two-sample tests" (ICLR 2017): a logistic regression on features of a pretrained network, in
/// cross-validation, on as many pictures of the one kind as of the other. A variant and the picture that it was made from stay in one fold.
/// </remarks>
internal static class TwoSampleTest
{
    /// <summary>With fewer pictures of a kind nothing can be said.</summary>
    public const int FewestPictures = 10;

    private const int Folds = 5;
    private const ulong Purpose = 0x74776F2D73616D; // "two-sam"
    private static readonly string[] Kinds = ["real", "synthetic"];

    /// <summary>Runs the test.</summary>
    /// <param name="features">What is seen in the pictures.</param>
    /// <param name="firstParents">For each synthetic picture its first parent's place among the real ones; −1 where it has none.</param>
    /// <param name="seed">Draws pictures, folds and the interval.</param>
    /// <param name="workers">Who computes.</param>
    /// <param name="remarks">Receives why it was not run, if so.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Null where there are too few pictures.</returns>
    public static TwoSampleResult? Run(
        PictureFeatures features, IReadOnlyList<int> firstParents, ulong seed, Workers workers, List<string> remarks, CancellationToken cancellation)
    {
        int each = Math.Min(features.Real, features.Synthetic);
        if (each < FewestPictures)
        {
            remarks.Add($"Whether synthetic pictures are told from real ones was not tested: there are {features.Real} real and {features.Synthetic} synthetic ones, and {FewestPictures} of each are needed.");
            return null;
        }

        int[] rows = [.. Draw(0, features.Real, each, seed), .. Draw(features.Real, features.Synthetic, each, seed)];
        string[] groups = [.. rows.Select(row => GroupOf(row, features.Real, firstParents))];
        int[] labels = [.. rows.Select(row => row < features.Real ? 0 : 1)];
        var shape = new Shape(rows.Length, features.Table.Shape[1]);
        using var arena = new Arena(Arena.BytesOf(shape));
        Tensor chosen = arena.Tensor(0, shape);
        for (int place = 0; place < rows.Length; place++)
        {
            features.Table.Slice(rows[place], 1).Values.CopyTo(chosen.Slice(place, 1).Values);
        }

        var table = new TrainingTable(chosen, labels, Kinds.Length) { Groups = groups };
        StratifiedFolds folds = StratifiedFolds.Draw(labels, groups, Folds, seed);
        OutOfFoldPredictions answers = OutOfFoldPredictions.Predict(table, folds, LogisticLearning.Options(classWeights: null), workers, cancellation);
        Prediction[] predictions = [.. rows.Select((row, place) => ToPrediction(place, labels[place], groups[place], answers.Probabilities))];
        SplitEvaluation evaluation = Evaluator.Evaluate(new PredictionTable(Kinds, predictions), new EvaluationOptions { Seed = seed, Threads = workers.Count });
        return new TwoSampleResult(evaluation.Accuracy, each, folds.Count);
    }

    private static int[] Draw(int first, int count, int wanted, ulong seed)
    {
        int[] rows = [.. Enumerable.Range(first, count)];
        new Philox(seed, Philox.Stream(Purpose, (ulong)first)).Shuffle<int>(rows);
        return [.. rows.Take(wanted).Order()];
    }

    private static string GroupOf(int row, int real, IReadOnlyList<int> firstParents) =>
        row < real ? $"{row}" : firstParents[row - real] is >= 0 and var parent ? $"{parent}" : $"alone {row}";

    private static Prediction ToPrediction(int place, int label, string group, ReadOnlySpan<float> probabilities)
    {
        float[] own = probabilities.Slice(place * Kinds.Length, Kinds.Length).ToArray();
        return new Prediction($"{place}", label, own[1] > own[0] ? 1 : 0, own) { Group = group };
    }
}
