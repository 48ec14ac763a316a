using Discern.Compute.Random;

namespace Discern.Synthesizing.Diffusing;

/// <summary>How much noise is in a code, and how the network's numbers are scaled for it.</summary>
/// <remarks>
/// Karras, Aittala, Aila and Laine, "Elucidating the design space of diffusion-based generative models" (NeurIPS 2022), table 1: whatever the noise, what the network
/// takes and what it is to give have a variance of 1, so that it needs no normalisation.
/// </remarks>
/// <param name="Deviation">The standard deviation of the noise, where values have a deviation of 0.5: the paper's σ.</param>
internal readonly record struct NoiseLevel(double Deviation)
{
    /// <summary>The standard deviation that values without noise have: the paper's σ_data.</summary>
    public const double OfData = 0.5;

    private const double Least = 0.002;
    private const double Most = 80;
    private const double Bend = 7;
    private const double MeanLogarithm = -1.2;
    private const double DeviationOfLogarithm = 1.2;

    /// <summary>What a noisy value is multiplied by before the network takes it.</summary>
    public float InputScale => (float)(1 / Root);

    /// <summary>The share of a noisy value that goes by the network.</summary>
    public float SkipScale => (float)(OfData * OfData / (Root * Root));

    /// <summary>What the network gives is multiplied by this.</summary>
    public float OutputScale => (float)(Deviation * OfData / Root);

    /// <summary>What the network is told of the level.</summary>
    public double Told => Math.Log(Deviation) / 4;

    private double Root => Math.Sqrt((Deviation * Deviation) + (OfData * OfData));

    /// <summary>A level to learn from: most often those where it is decided what is shown.</summary>
    public static NoiseLevel Draw(ref Philox random) => new(Math.Exp(MeanLogarithm + (DeviationOfLogarithm * random.NextNormal())));

    /// <summary>Levels on the way from noise alone to a code, the last without any; steps grow smaller towards it.</summary>
    /// <param name="count">Steps between them, at least 2.</param>
    public static NoiseLevel[] Descend(int count)
    {
        double last = Math.Pow(Least, 1 / Bend);
        double first = Math.Pow(Most, 1 / Bend);
        IEnumerable<NoiseLevel> levels = Enumerable.Range(0, count)
            .Select(step => new NoiseLevel(Math.Pow(first + ((last - first) * step / (count - 1)), Bend)));
        return [.. levels, new NoiseLevel(0)];
    }
}
