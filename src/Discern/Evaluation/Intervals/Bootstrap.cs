using System.Runtime.CompilerServices;
using Discern.Compute.Random;

namespace Discern.Evaluation.Intervals;

/// <summary>Draws rows, or groups of rows, with replacement and gives every metric its BCa interval. All metrics see the same draws.</summary>
/// <remarks>A draw is how often each row is in it, so that nothing is copied. Draws are measured side by side; each has its own random numbers and its own place.</remarks>
/// <param name="units">What is drawn, at least one.</param>
/// <param name="options">Seed, number of draws and threads.</param>
internal sealed class Bootstrap(SamplingUnits units, EvaluationOptions options)
{
    // Keeps these numbers apart from those that the same seed gives to other work: "bootstrap" read as a number, base 36.
    private const ulong Purpose = 32_966_993_633_137;

    /// <summary>Estimates all metrics of all families.</summary>
    /// <returns>For each family its metrics' estimates, in the order of its ranges.</returns>
    public Estimate[][] Estimate(params IReadOnlyList<MetricFamily> families)
    {
        int[] once = [.. Enumerable.Repeat(1, units.Count)];
        int[][] parts = Jackknife.Parts(units.Count, options.Seed);
        double[][][] draws = Sample(families, options.Draws, Draw);
        double[][][] without = Sample(families, parts.Length, (part, times) =>
        {
            once.CopyTo(times);
            foreach (int unit in parts[part])
            {
                times[unit] = 0;
            }
        });
        int[] rows = new int[units.Rows];
        units.Expand(once, rows);
        return [.. families.Select((family, index) => Estimate(family, rows, draws[index], without[index]))];
    }

    /// <summary>Measures all families on samples.</summary>
    /// <returns>By family, metric and sample.</returns>
    private double[][][] Sample(IReadOnlyList<MetricFamily> families, int samples, Action<int, int[]> draw)
    {
        double[][][] measured = [.. families.Select(family => family.Ranges.Select(_ => new double[samples]).ToArray())];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : -1 };
        Parallel.For(0, samples, parallel, () => (Units: new int[units.Count], Rows: new int[units.Rows]), (sample, _, times) =>
        {
            draw(sample, times.Units);
            units.Expand(times.Units, times.Rows);
            for (int index = 0; index < families.Count; index++)
            {
                Keep(families[index], times.Rows, measured[index], sample);
            }

            return times;
        }, _ => { });
        return measured;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Draw(int draw, int[] times)
    {
        Array.Clear(times);
        Philox random = new(options.Seed, Philox.Stream(Purpose, (ulong)draw));
        for (int drawn = 0; drawn < times.Length; drawn++)
        {
            times[random.NextInt32(times.Length)]++;
        }
    }

    private static void Keep(MetricFamily family, ReadOnlySpan<int> times, double[][] kept, int sample)
    {
        double[] values = new double[kept.Length];
        family.Measure(times, values);
        for (int metric = 0; metric < values.Length; metric++)
        {
            kept[metric][sample] = values[metric];
        }
    }

    private static Estimate[] Estimate(MetricFamily family, ReadOnlySpan<int> once, double[][] draws, double[][] without)
    {
        double[] values = new double[draws.Length];
        family.Measure(once, values);
        return [.. values.Select((value, metric) =>
            BcaInterval.Of(value, draws[metric], Jackknife.Acceleration(value, without[metric]), family.Ranges[metric]))];
    }
}
