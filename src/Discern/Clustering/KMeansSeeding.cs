using Discern.Compute;
using Discern.Compute.Distances;
using Discern.Compute.Memory;
using Discern.Compute.Random;
using Discern.Compute.Threading;

namespace Discern.Clustering;

/// <summary>Draws first centres that lie far apart: greedy k-means++.</summary>
/// <remarks>
/// Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding" (SODA 2007): a row is drawn in proportion to its squared distance to the
/// nearest centre so far. Of 2 + ln k draws that one is taken which lessens the sum most, as scikit-learn does.
/// </remarks>
internal static class KMeansSeeding
{
    private const ulong Purpose = 0x6B2D6D65616E73;

    /// <summary>The rows to begin with; fewer than asked for where all others coincide with one of them.</summary>
    public static List<int> Draw(Tensor table, int clusters, ulong seed, Workers workers, CancellationToken cancellation)
    {
        int rows = table.Shape.Batch;
        int columns = table.Shape[1];
        int trials = 2 + (int)Math.Log(clusters);
        Shape[] shapes = [new(rows, 1), new(trials, columns), new(trials, 1), new(rows, trials)];
        using var arena = new Arena(shapes.Sum(Arena.BytesOf));
        Tensor Room(int which) => arena.Tensor(shapes[..which].Sum(Arena.BytesOf), shapes[which]);
        (Tensor norms, Tensor drawn, Tensor drawnNorms, Tensor distances) = (Room(0), Room(1), Room(2), Room(3));
        SquaredDistances.Norms(table, norms, workers);
        var random = new Philox(seed, Purpose);
        var centres = new List<int> { random.NextInt32(rows) };
        double[] nearest = new double[rows];
        Array.Fill(nearest, double.PositiveInfinity);
        Measure([centres[0]]);
        Take(0, 1);
        while (centres.Count < clusters)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] sums = Sums(nearest);
            if (!(sums[^1] > 0))
            {
                break;
            }

            int[] candidates = new int[trials];
            for (int trial = 0; trial < trials; trial++)
            {
                candidates[trial] = Find(sums, random.NextDouble() * sums[^1]);
            }

            Measure(candidates);
            int best = Best();
            Take(best, trials);
            centres.Add(candidates[best]);
            nearest[candidates[best]] = 0;
        }

        return centres;

        void Measure(int[] candidates)
        {
            for (int trial = 0; trial < candidates.Length; trial++)
            {
                table.Slice(candidates[trial], 1).Values.CopyTo(drawn.Slice(trial, 1).Values);
            }

            Tensor some = drawn.Take(candidates.Length);
            SquaredDistances.Norms(some, drawnNorms, workers);
            SquaredDistances.Compute(table, some, distances.Reshape(new Shape(rows, candidates.Length)), norms, drawnNorms, workers);
        }

        int Best()
        {
            double[] totals = new double[trials];
            Span<float> values = distances.Values;
            for (int row = 0; row < rows; row++)
            {
                for (int trial = 0; trial < trials; trial++)
                {
                    totals[trial] += Math.Min(nearest[row], values[(row * trials) + trial]);
                }
            }

            return Array.IndexOf(totals, totals.Min());
        }

        void Take(int trial, int measured)
        {
            Span<float> values = distances.Values;
            for (int row = 0; row < rows; row++)
            {
                nearest[row] = Math.Min(nearest[row], values[(row * measured) + trial]);
            }

            nearest[centres[0]] = 0;
        }
    }

    private static double[] Sums(double[] values)
    {
        double[] sums = new double[values.Length];
        double sum = 0;
        for (int index = 0; index < values.Length; index++)
        {
            sums[index] = sum += values[index];
        }

        return sums;
    }

    // The first place whose sum is above the share: never one that adds nothing.
    private static int Find(double[] sums, double share)
    {
        (int low, int high) = (0, sums.Length - 1);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = sums[middle] > share ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
