using Discern.Classifiers;
using Discern.Classifiers.Balance;
using Discern.Classifiers.Logistic;
using Discern.Classifiers.Transfer;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Runs;

namespace Discern.Comparing.Remedies;

/// <summary>A logistic regression over features that are there: one row for each picture.</summary>
/// <remarks>
/// The strength of the penalty is the one with the least loss (log loss; focal loss for what focal loss learns) on the pictures that choose, by classifiers of the others of the training part; a classifier of the whole training part
/// then answers for those that judge. Scaling and balance come from the rows that are learnt from alone.
/// </remarks>
internal sealed class FeatureLearner : IFoldLearner
{
    // Answers need no exact coefficients; the search for a strength in training stops here, too.
    private const double Tolerance = 1e-4;

    // A weaker penalty takes longest to fit: after so many strengths in a row that are worse than the best, none is tried any more.
    private const int Patience = 2;

    private readonly TrainingTable table;
    private readonly IReadOnlyList<string> classes;
    private readonly Workers workers;

    /// <summary>Takes a table.</summary>
    /// <param name="pictures">The pictures, in the order of the rows.</param>
    /// <param name="table">Their features, which stay the caller's.</param>
    /// <param name="classes">The classes' names.</param>
    /// <param name="workers">Who computes.</param>
    /// <exception cref="DiscernException">The table cannot be learnt from.</exception>
    public FeatureLearner(IReadOnlyList<Example> pictures, TrainingTable table, IReadOnlyList<string> classes, Workers workers)
    {
        Requirements.Check(table, new LogisticOptions(), workers);
        Pictures = pictures;
        this.table = table;
        this.classes = classes;
        this.workers = workers;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Example> Pictures { get; }

    /// <inheritdoc/>
    public IReadOnlyList<SkippedPicture> Skipped { get; init; } = [];

    /// <inheritdoc/>
    public (Remedy? Taken, string? Remark) Consider(Remedy remedy)
    {
        if (remedy.Learning.HasBalancedBatches)
        {
            return (
                remedy with { Learning = remedy.Learning with { HasBalancedBatches = false }, ClassWeights = ClassWeights.Balanced },
                $"A logistic regression learns from all pictures at once, and has no batches: with it '{remedy.Name}' is what class weights are.");
        }

        return remedy.Learning.LogitAdjustment > 0
            ? (remedy, $"With a logistic regression '{remedy.Name}' leaves the coefficients of 'none' and changes its intercept only: it moves the threshold.")
            : (remedy, null);
    }

    /// <inheritdoc/>
    public FoldAnswers Learn(Remedy remedy, PairedFold fold, ulong seed, CancellationToken cancellation)
    {
        (double strength, float[] validation) = Choose(Options(remedy, fold.Learning, seed), fold, cancellation);
        int[] training = fold.Training;
        using var path = new LogisticPath(table, training, Options(remedy, training, seed), workers, cancellation);
        LogisticFit fit = path.Fit(strength, cancellation);
        float[] heldOut = fit.Model.Predict(table.Features, fold.HeldOut, workers);
        return new FoldAnswers(Answers(fold.Validation, validation), Answers(fold.HeldOut, heldOut), fit.Remarks);
    }

    public void Dispose()
    {
        // The table's memory and the workers are their makers'.
    }

    private (double Strength, float[] Validation) Choose(LogisticOptions options, PairedFold fold, CancellationToken cancellation)
    {
        using var path = new LogisticPath(table, fold.Learning, options, workers, cancellation);
        (double Strength, float[] Answers) best = (0, []);
        double leastLoss = double.PositiveInfinity;
        int worse = 0;
        foreach (double strength in StrengthSearch.Grid(table, fold.Learning, options, workers))
        {
            float[] answers = path.Fit(strength, cancellation).Model.Predict(table.Features, fold.Validation, workers);
            double loss = Loss(answers, fold.Validation, options);
            if (loss < leastLoss)
            {
                (best, leastLoss, worse) = ((strength, answers), loss, 0);
            }
            else if (++worse == Patience)
            {
                break;
            }
        }

        return best;
    }

    // Focal loss judges what focal loss has learnt: its probabilities are too timid for the logarithm, which would choose the weakest penalty to make up for it.
    private double Loss(float[] answers, int[] rows, LogisticOptions options) =>
        HeldOut.Losses(Unadjusted(answers, options.LogitOffsets), [.. rows.Select(row => table.Labels[row])])
            .Average(loss => options.FocalGamma is { } gamma ? Math.Pow(1 - Math.Exp(-loss), gamma) * loss : loss);

    // Answers from which the frequency of classes is taken out are judged with it put back: as they would be if all that was learnt were judged by its own loss.
    private static float[] Unadjusted(float[] answers, IReadOnlyList<double>? offsets)
    {
        if (offsets is null)
        {
            return answers;
        }

        double[][] rows = [.. answers.Chunk(offsets.Count).Select(row => row.Select((probability, label) => probability * Math.Exp(offsets[label])).ToArray())];
        return [.. rows.SelectMany(row => row.Select(value => (float)(value / row.Sum())))];
    }

    private LogisticOptions Options(Remedy remedy, int[] rows, ulong seed)
    {
        int[] learnt = CountsOf(rows);
        double tau = remedy.Learning.LogitAdjustment;
        return LogisticLearning.Options(remedy.ClassWeights.For(classes, learnt), SamplerBalance.Of(remedy.Learning.Sampler, classes, seed)) with
        {
            FocalGamma = remedy.Learning.FocalGamma,
            LogitOffsets = tau == 0 ? null : [.. learnt.Select(count => tau * Math.Log((double)count / rows.Length))],
            Tolerance = Tolerance,
        };
    }

    private int[] CountsOf(int[] rows)
    {
        int[] found = new int[table.Classes];
        foreach (int row in rows)
        {
            found[table.Labels[row]]++;
        }

        return found;
    }

    private Prediction[] Answers(int[] rows, float[] probabilities) => [.. rows.Select((row, place) =>
    {
        float[] own = probabilities.AsSpan(place * table.Classes, table.Classes).ToArray();
        return new Prediction(Pictures[row].Path, table.Labels[row], Decision.Of(own, threshold: 0.5), own);
    })];
}
