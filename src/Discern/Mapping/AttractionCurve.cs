namespace Discern.Mapping;

/// <summary>How strongly two points of a map belong together at a distance d: 1 / (1 + a d^2b).</summary>
/// <param name="A">a.</param>
/// <param name="B">b.</param>
internal readonly record struct AttractionCurve(double A, double B)
{
    private const int Samples = 300;
    private const double Farthest = 3;
    private const int Rounds = 100;

    /// <summary>The curve of that family next, by least squares, to one that is 1 up to a distance and falls off exponentially behind it.</summary>
    /// <remarks>As umap-learn fits it, by Levenberg and Marquardt's method.</remarks>
    public static AttractionCurve Fit(double minimumDistance)
    {
        double a = 1, b = 1, damping = 1e-3, error = Error(a, b, minimumDistance);
        for (int round = 0; round < Rounds; round++)
        {
            (double aa, double ab, double bb, double ra, double rb) = Equations(a, b, minimumDistance);
            double determinant = (aa * (1 + damping) * bb * (1 + damping)) - (ab * ab);
            double nextA = a + (((ra * bb * (1 + damping)) - (rb * ab)) / determinant);
            double nextB = b + (((rb * aa * (1 + damping)) - (ra * ab)) / determinant);
            double nextError = nextA > 0 && nextB > 0 ? Error(nextA, nextB, minimumDistance) : double.PositiveInfinity;
            bool isBetter = nextError <= error;
            (a, b, error) = isBetter ? (nextA, nextB, nextError) : (a, b, error);
            damping = isBetter ? damping / 10 : damping * 10;
        }

        return new AttractionCurve(a, b);
    }

    private static double Wanted(double distance, double minimumDistance) => distance < minimumDistance ? 1 : Math.Exp(minimumDistance - distance);

    private static double Error(double a, double b, double minimumDistance) => Enumerable.Range(0, Samples).Sum(sample =>
    {
        double x = Farthest * sample / (Samples - 1);
        double off = Wanted(x, minimumDistance) - (1 / (1 + (a * Math.Pow(x, 2 * b))));
        return off * off;
    });

    private static (double AA, double AB, double BB, double RA, double RB) Equations(double a, double b, double minimumDistance)
    {
        double aa = 0, ab = 0, bb = 0, ra = 0, rb = 0;
        for (int sample = 1; sample < Samples; sample++) // at 0 nothing depends on a or b
        {
            double x = Farthest * sample / (Samples - 1);
            double power = Math.Pow(x, 2 * b);
            double value = 1 / (1 + (a * power));
            double slopeA = -value * value * power;
            double slopeB = -value * value * a * power * 2 * Math.Log(x);
            double off = Wanted(x, minimumDistance) - value;
            (aa, ab, bb, ra, rb) = (aa + (slopeA * slopeA), ab + (slopeA * slopeB), bb + (slopeB * slopeB), ra + (slopeA * off), rb + (slopeB * off));
        }

        return (aa, ab, bb, ra, rb);
    }
}
