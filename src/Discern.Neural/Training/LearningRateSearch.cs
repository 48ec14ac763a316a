using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Training.Losses;

namespace Discern.Neural.Training;

/// <summary>Searches for a learning rate: one short training in which it rises from far too small to far too large.</summary>
/// <remarks>
/// Smith, "Cyclical Learning Rates for Training Neural Networks", WACV 2017, with the exponential rise, the smoothed loss and the choice
/// of the steepest fall that became customary. The weights that are given stay as they are.
/// </remarks>
/// <example><code>
/// LearningRateSearch search = LearningRateSearch.Run(graph, weights, options, source, Workers.Shared, CancellationToken.None);
/// options = options with { Optimizer = options.Optimizer with { LearningRate = search.Suggested } };
/// </code></example>
/// <param name="Points">The steps that were taken, in order.</param>
/// <param name="Suggested">The learning rate at which the smoothed loss fell fastest.</param>
public sealed record LearningRateSearch(IReadOnlyList<LearningRatePoint> Points, double Suggested)
{
    private const double Lowest = 1e-7;
    private const double Highest = 10;
    private const int Steps = 100;

    // The customary smoothing of the loss, and where its rise ends the search.
    private const double Fading = 0.9;
    private const double Divergence = 4;

    // Of the smoothed curve's slope: over so many steps to either side, that a single batch decides nothing.
    private const int SlopeReach = 3;

    /// <summary>Searches.</summary>
    /// <param name="graph">The network; its output are logits.</param>
    /// <param name="weights">Where training is to begin; they are not changed.</param>
    /// <param name="options">How it is to be trained; the learning rate, the schedule and the epochs are the search's own.</param>
    /// <param name="source">The training examples.</param>
    /// <param name="workers">The threads to use.</param>
    /// <param name="cancellation">Looked at between steps.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ArgumentException">The options do not fit the network.</exception>
    /// <exception cref="DiscernException">The loss did not fall at any learning rate.</exception>
    public static LearningRateSearch Run(
        Graph graph, Weights weights, TrainingOptions options, IBatchSource source, Workers workers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(workers);
        Trainer.Check(graph, options);
        using Weights trial = weights.ZerosLike();
        trial.CopyFrom(weights);
        using var session = new TrainingSession(graph, trial, options, workers, Loss.For(graph.OutputNode.Shape.Channels, options), cancellation);
        List<LearningRatePoint> points = Walk(session, source, options.Batch, cancellation);
        return new LearningRateSearch(points, Steepest(points));
    }

    /// <summary>The learning rate at which the smoothed loss falls fastest against the logarithm of the rate.</summary>
    /// <exception cref="DiscernException">It falls nowhere.</exception>
    internal static double Steepest(IReadOnlyList<LearningRatePoint> points)
    {
        double best = 0;
        int place = -1;
        for (int point = SlopeReach; point + SlopeReach < points.Count; point++)
        {
            double slope = points[point + SlopeReach].SmoothedLoss - points[point - SlopeReach].SmoothedLoss;
            (best, place) = slope < best ? (slope, point) : (best, place);
        }

        return place >= 0
            ? points[place].LearningRate
            : throw new DiscernException("The search for the learning rate saw the loss fall at none. Check that the labels are right, or give a learning rate.");
    }

    private static List<LearningRatePoint> Walk(TrainingSession session, IBatchSource source, int batch, CancellationToken cancellation)
    {
        var points = new List<LearningRatePoint>(Steps);
        double smoothed = 0;
        double lowest = double.PositiveInfinity;
        (int epoch, int start) = (1, 0);
        for (int step = 0; step < Steps; step++)
        {
            if (session.IsStopping)
            {
                throw new OperationCanceledException(cancellation);
            }

            double rate = Lowest * Math.Pow(Highest / Lowest, step / (Steps - 1.0));
            double loss = session.Step(epoch, source, start, rate).Loss / Math.Min(batch, source.Count - start);
            if (!double.IsFinite(loss))
            {
                break;
            }

            smoothed = (Fading * smoothed) + ((1 - Fading) * loss);
            double unbiased = smoothed / (1 - Math.Pow(Fading, step + 1)); // as in Adam: the average began with 0
            points.Add(new LearningRatePoint(rate, loss, unbiased));
            lowest = Math.Min(lowest, unbiased);
            if (unbiased > Divergence * lowest)
            {
                break;
            }

            start += batch;
            (epoch, start) = start < source.Count ? (epoch, start) : (epoch + 1, 0);
        }

        return points;
    }
}
