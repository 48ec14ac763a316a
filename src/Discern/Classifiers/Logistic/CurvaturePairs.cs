namespace Discern.Classifiers.Logistic;

/// <summary>The last few steps with the changes of the gradient along them: what L-BFGS knows of the curvature.</summary>
internal sealed class CurvaturePairs(int capacity, int variables)
{
    private readonly double[][] steps = [.. Enumerable.Range(0, capacity).Select(_ => new double[variables])];
    private readonly double[][] changes = [.. Enumerable.Range(0, capacity).Select(_ => new double[variables])];
    private readonly double[] curvatures = new double[capacity];
    private readonly double[] factors = new double[capacity];
    private int next;

    /// <summary>How many pairs are kept.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all pairs.</summary>
    public void Clear() => (Count, next) = (0, 0);

    /// <summary>Keeps the pair of a step, and forgets the oldest if there is no room.</summary>
    public void Add(ReadOnlySpan<double> from, ReadOnlySpan<double> gradientFrom, ReadOnlySpan<double> to, ReadOnlySpan<double> gradientTo)
    {
        double[] step = steps[next];
        double[] change = changes[next];
        for (int index = 0; index < step.Length; index++)
        {
            step[index] = to[index] - from[index];
            change[index] = gradientTo[index] - gradientFrom[index];
        }

        double curvature = VectorArithmetic.Dot(step, change);
        if (!(curvature > 0))
        {
            return; // only rounding can make it so; such a pair would spoil the matrix
        }

        curvatures[next] = curvature;
        next = (next + 1) % capacity;
        Count = Math.Min(Count + 1, capacity);
    }

    /// <summary>The direction −H · gradient, H being the approximate inverse of the matrix of second derivatives.</summary>
    public void Direction(ReadOnlySpan<double> gradient, Span<double> direction)
    {
        for (int index = 0; index < gradient.Length; index++)
        {
            direction[index] = -gradient[index];
        }

        for (int age = 1; age <= Count; age++)
        {
            int pair = Newest(age);
            factors[pair] = VectorArithmetic.Dot(steps[pair], direction) / curvatures[pair];
            VectorArithmetic.AddScaled(-factors[pair], changes[pair], direction);
        }

        if (Count > 0)
        {
            double[] newest = changes[Newest(1)];
            VectorArithmetic.Scale(curvatures[Newest(1)] / VectorArithmetic.Dot(newest, newest), direction);
        }

        for (int age = Count; age >= 1; age--)
        {
            int pair = Newest(age);
            double correction = factors[pair] - (VectorArithmetic.Dot(changes[pair], direction) / curvatures[pair]);
            VectorArithmetic.AddScaled(correction, steps[pair], direction);
        }
    }

    private int Newest(int age) => (next - age + capacity) % capacity;
}
