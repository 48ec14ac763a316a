namespace Discern.Evaluation.Intervals;

/// <summary>The standard normal distribution: probabilities to 1e-14, quantiles to about 15 digits.</summary>
internal static class Normal
{
    /// <summary>The probability of a number up to <paramref name="x"/>: Hart (1968) as given by West, Wilmott 2005.</summary>
    public static double Cumulative(double x)
    {
        double upper = UpperTail(Math.Abs(x));
        return x > 0 ? 1 - upper : upper;
    }

    /// <summary>The number up to which the probability is <paramref name="probability"/>, in (0, 1): Wichura, algorithm AS 241, 1988.</summary>
    public static double Quantile(double probability)
    {
        double central = probability - 0.5;
        if (Math.Abs(central) <= 0.425)
        {
            double square = 0.180625 - (central * central);
            return central * Ratio(square, CentralNumerator, CentralDenominator);
        }

        double root = Math.Sqrt(-Math.Log(Math.Min(probability, 1 - probability)));
        double tail = root <= 5
            ? Ratio(root - 1.6, MiddleNumerator, MiddleDenominator)
            : Ratio(root - 5, FarNumerator, FarDenominator);
        return Math.CopySign(tail, central);
    }

    private static ReadOnlySpan<double> CentralNumerator =>
    [
        2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
        13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
    ];

    private static ReadOnlySpan<double> CentralDenominator =>
    [
        5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
        5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1,
    ];

    private static ReadOnlySpan<double> MiddleNumerator =>
    [
        7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
        3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
    ];

    private static ReadOnlySpan<double> MiddleDenominator =>
    [
        1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
        0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1,
    ];

    private static ReadOnlySpan<double> FarNumerator =>
    [
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
        0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
    ];

    private static ReadOnlySpan<double> FarDenominator =>
    [
        2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
        0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1,
    ];

    private static ReadOnlySpan<double> HartNumerator =>
    [
        0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376,
    ];

    private static ReadOnlySpan<double> HartDenominator =>
    [
        0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
        793.826512519948, 440.413735824752,
    ];

    private static double UpperTail(double x)
    {
        if (x > 37)
        {
            return 0;
        }

        double density = Math.Exp(-x * x / 2);
        if (x < 7.07106781186547)
        {
            return density * Ratio(x, HartNumerator, HartDenominator);
        }

        double fraction = x + (1 / (x + (2 / (x + (3 / (x + (4 / (x + 0.65))))))));
        return density / fraction / 2.506628274631;
    }

    /// <summary>A ratio of polynomials, highest power first.</summary>
    private static double Ratio(double x, ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator) =>
        Polynomial(x, numerator) / Polynomial(x, denominator);

    private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        double sum = 0;
        foreach (double coefficient in coefficients)
        {
            sum = (sum * x) + coefficient;
        }

        return sum;
    }
}
