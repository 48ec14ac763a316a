namespace Discern.Classifiers.Logistic;

/// <summary>Minimises a smooth function by the limited-memory method of Broyden, Fletcher, Goldfarb and Shanno.</summary>
/// <remarks>
/// Liu and Nocedal, "On the limited memory BFGS method for large scale optimization" (Mathematical Programming 45, 1989): the
/// two-loop recursion over the last ten pairs of steps and gradient changes, scaled by the newest pair. The steps fulfil the
/// strong Wolfe conditions, so that every pair has positive curvature.
/// </remarks>
internal static class LimitedMemoryBfgs
{
    private const int Memory = 10;

    /// <summary>Walks downhill from a point until the gradient vanishes.</summary>
    /// <param name="objective">The function.</param>
    /// <param name="point">Where to begin; receives where the walk ended.</param>
    /// <param name="options">When it ends.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public static Minimum Minimize(IObjective objective, double[] point, LimitedMemoryBfgsOptions options, CancellationToken cancellation)
    {
        double[] gradient = new double[objective.Count];
        double[] direction = new double[objective.Count];
        double value = objective.Evaluate(point, gradient);
        double norm = VectorArithmetic.LargestMagnitude(gradient);
        var pairs = new CurvaturePairs(Memory, objective.Count);
        var search = new WolfeLineSearch(objective);
        int iteration = 0;
        while (norm > options.Tolerance && iteration < options.MaximumIterations)
        {
            cancellation.ThrowIfCancellationRequested();
            pairs.Direction(gradient, direction);
            double firstStep = pairs.Count == 0 ? Math.Min(1, 1 / Math.Sqrt(VectorArithmetic.Dot(gradient, gradient))) : 1;
            if (!search.Find(point, value, gradient, direction, firstStep))
            {
                if (pairs.Count == 0)
                {
                    break; // not even steepest descent improves on this point: it is as good as double precision tells
                }

                pairs.Clear();
                continue;
            }

            pairs.Add(point, gradient, search.Point, search.Gradient);
            search.Point.CopyTo(point);
            search.Gradient.CopyTo(gradient);
            value = search.Value;
            norm = VectorArithmetic.LargestMagnitude(gradient);
            iteration++;
        }

        return new Minimum(value, norm, iteration, norm <= options.Tolerance);
    }
}
