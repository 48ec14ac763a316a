using Discern.Cleaning.NearDuplicates;
using Discern.Compute;
using Discern.Compute.Distances;
using Discern.Compute.Memory;
using Discern.Compute.Threading;

namespace Discern.Cleaning.Outliers;

/// <summary>Finds pictures that look like no other: far from their nearest neighbours in features.</summary>
/// <remarks>
/// Ramaswamy, Rastogi and Shim, "Efficient algorithms for mining outliers from large data sets", SIGMOD 2000, with the mean distance to the
/// five nearest; copies of a picture are no neighbours of it. What is usual is the median, and its spread the median absolute deviation.
/// </remarks>
internal sealed class OutlierJudge(Survey survey, IReadOnlyList<DuplicateGroup> duplicates, CleaningOptions options, Workers workers)
{
    private const int Neighbours = 5;
    private const int LeastPictures = 20;
    private const long DistancesAtOnce = 1 << 24;

    // Makes the median absolute deviation of a normal distribution its standard deviation.
    private const double NormalSpread = 1.4826;

    /// <summary>The issues, the farthest first.</summary>
    public IEnumerable<Issue> Find(FeatureView view, CancellationToken cancellation)
    {
        if (view.Pictures.Count < LeastPictures)
        {
            return [];
        }

        (double[] distances, int[] nearest) = Distances(view, cancellation);
        double usual = Median(distances);
        double spread = NormalSpread * Median([.. distances.Select(distance => Math.Abs(distance - usual))]);
        return
        [
            .. Enumerable.Range(0, distances.Length)
                .Where(row => distances[row] - usual > options.OutlierDeviations * spread)
                .OrderByDescending(row => distances[row])
                .Select(row => new Issue(
                    IssueKind.Outlier,
                    view.Pictures[row],
                    [view.Pictures[nearest[row]]],
                    (distances[row] - usual) / spread,
                    $"It looks like no other picture: it is {distances[row] / usual:0.0} times as far from its nearest neighbours as is usual; the nearest is '{survey.Pictures[view.Pictures[nearest[row]]].Path}'.")),
        ];
    }

    private (double[] Distances, int[] Nearest) Distances(FeatureView view, CancellationToken cancellation)
    {
        int rows = view.Pictures.Count;
        int atOnce = (int)Math.Clamp(DistancesAtOnce / rows, 1, rows);
        var shape = new Shape(atOnce, rows);
        var room = new Shape(1, atOnce + rows);
        using var arena = new Arena(Arena.BytesOf(shape) + Arena.BytesOf(room));
        Tensor norms = arena.Tensor(Arena.BytesOf(shape), room);
        Dictionary<int, int> groups = duplicates.SelectMany(group => group.Members.Select(member => (member, group.Members[0]))).ToDictionary(pair => pair.member, pair => pair.Item2);
        int[] groupOf = [.. view.Pictures.Select(picture => groups.GetValueOrDefault(picture, picture))];
        double[] means = new double[rows];
        int[] nearest = new int[rows];
        for (int start = 0; start < rows; start += atOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(atOnce, rows - start);
            Tensor block = arena.Tensor(0, new Shape(count, rows));
            SquaredDistances.Compute(view.Table.Slice(start, count), view.Table, block, norms, workers);
            int first = start;
            workers.For(count, row => (means[first + row], nearest[first + row]) = Nearest(block.Slice(row, 1).Values, groupOf, groupOf[first + row]));
        }

        return (means, nearest);
    }

    /// <summary>The mean distance to the nearest few of other groups, and the nearest.</summary>
    private static (double Mean, int Nearest) Nearest(ReadOnlySpan<float> squares, int[] groupOf, int own)
    {
        Span<float> best = stackalloc float[Neighbours];
        best.Fill(float.PositiveInfinity);
        int nearest = 0;
        for (int column = 0; column < squares.Length; column++)
        {
            float square = squares[column];
            if (square >= best[^1] || groupOf[column] == own)
            {
                continue;
            }

            nearest = square < best[0] ? column : nearest;
            int place = Neighbours - 1;
            for (; place > 0 && best[place - 1] > square; place--)
            {
                best[place] = best[place - 1];
            }

            best[place] = square;
        }

        double sum = 0;
        int found = 0;
        foreach (float square in best)
        {
            if (float.IsFinite(square))
            {
                sum += Math.Sqrt(square);
                found++;
            }
        }

        return (found == 0 ? 0 : sum / found, nearest);
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
