namespace Discern.Imaging.Decoding;

/// <summary>What each place of a shorter row is made of: Lanczos' filter with three lobes, stretched to the factor, cut at the edges and summing up to 1.</summary>
/// <remarks>Places lie at the centres of pixels, as in Pillow and libvips. All have the same number of neighbours, some with a weight of 0, so that loops need not ask.</remarks>
internal sealed class Lanczos
{
    private const double Lobes = 3;

    private readonly int[] starts;
    private readonly float[] weights;

    private Lanczos(int[] starts, float[] weights, int taps)
    {
        this.starts = starts;
        this.weights = weights;
        Taps = taps;
    }

    /// <summary>How many neighbours each place is made of.</summary>
    public int Taps { get; }

    /// <summary>How many places there are.</summary>
    public int Count => starts.Length;

    /// <summary>The first neighbour of a place.</summary>
    public int Start(int place) => starts[place];

    /// <summary>The weights of its neighbours.</summary>
    public ReadOnlySpan<float> Weights(int place) => weights.AsSpan(place * Taps, Taps);

    /// <summary>Weights for a part of a shorter row.</summary>
    /// <param name="length">The longer row's length.</param>
    /// <param name="shorter">The shorter row's length, at most as long.</param>
    /// <param name="first">Where the part begins in the shorter row.</param>
    /// <param name="count">How long the part is.</param>
    public static Lanczos Of(int length, int shorter, int first, int count)
    {
        double factor = (double)length / shorter;
        double reach = Lobes * factor;
        int taps = Math.Min((int)Math.Ceiling(2 * reach) + 1, length);
        int[] firsts = new int[count];
        float[] shares = new float[count * taps];
        Span<double> exact = taps <= 64 ? stackalloc double[taps] : new double[taps];
        for (int place = 0; place < count; place++)
        {
            double centre = ((first + place + 0.5) * factor) - 0.5;
            firsts[place] = Math.Clamp((int)Math.Ceiling(centre - reach), 0, length - taps);
            double sum = 0;
            for (int tap = 0; tap < taps; tap++)
            {
                exact[tap] = Value((firsts[place] + tap - centre) / factor);
                sum += exact[tap];
            }

            for (int tap = 0; tap < taps; tap++)
            {
                shares[(place * taps) + tap] = (float)(exact[tap] / sum);
            }
        }

        return new Lanczos(firsts, shares, taps);
    }

    private static double Value(double distance) =>
        distance == 0 ? 1
        : Math.Abs(distance) >= Lobes ? 0
        : Sinc(distance) * Sinc(distance / Lobes);

    private static double Sinc(double x) => Math.Sin(Math.PI * x) / (Math.PI * x);
}
