using Discern.Compute.Random;

namespace Discern.Evaluation.Intervals;

/// <summary>Draws rows with replacement and gives every metric its BCa interval. All metrics see the same draws.</summary>
/// <param name="rows">The number of rows, at least 1.</param>
/// <param name="options">Seed and number of draws.</param>
internal sealed class Bootstrap(int rows, EvaluationOptions options)
{
    // Keeps these numbers apart from those that the same seed gives to other work: "bootstrap" read as a number, base 36.
    private const ulong Purpose = 32_966_993_633_137;

    /// <summary>Estimates all metrics of all families.</summary>
    /// <returns>For each family its metrics' estimates, in the order of its ranges.</returns>
    public Estimate[][] Estimate(params ReadOnlySpan<MetricFamily> families)
    {
        int[] times = new int[rows];
        double[][][] draws = new double[families.Length][][];
        for (int index = 0; index < families.Length; index++)
        {
            draws[index] = [.. families[index].Ranges.Select(_ => new double[options.Draws])];
        }

        for (int draw = 0; draw < options.Draws; draw++)
        {
            Draw(draw, times);
            for (int index = 0; index < families.Length; index++)
            {
                Keep(families[index], times, draws[index], draw);
            }
        }

        Array.Fill(times, 1);
        Estimate[][] estimates = new Estimate[families.Length][];
        for (int index = 0; index < families.Length; index++)
        {
            estimates[index] = Estimate(families[index], times, draws[index]);
        }

        return estimates;
    }

    private void Draw(int draw, int[] times)
    {
        Array.Clear(times);
        Philox random = new(options.Seed, Philox.Stream(Purpose, (ulong)draw));
        for (int row = 0; row < rows; row++)
        {
            times[random.NextInt32(rows)]++;
        }
    }

    private static void Keep(MetricFamily family, ReadOnlySpan<int> times, double[][] draws, int draw)
    {
        double[] values = new double[draws.Length];
        family.Measure(times, values);
        for (int metric = 0; metric < values.Length; metric++)
        {
            draws[metric][draw] = values[metric];
        }
    }

    private static Estimate[] Estimate(MetricFamily family, ReadOnlySpan<int> once, double[][] draws)
    {
        double[] values = new double[draws.Length];
        family.Measure(once, values);
        double[] accelerations = Jackknife.Accelerations(family, values);
        Estimate[] estimates = new Estimate[values.Length];
        for (int metric = 0; metric < values.Length; metric++)
        {
            estimates[metric] = BcaInterval.Of(values[metric], draws[metric], accelerations[metric], family.Ranges[metric]);
        }

        return estimates;
    }
}
