using Discern.Cleaning.NearDuplicates;
using Discern.Compute.Distances;
using Discern.Compute.Threading;
using Discern.Neighbours;

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

    /// <summary>The mean distance of each picture to its nearest few of other groups, and the nearest of them.</summary>
    private (double[] Distances, int[] Nearest) Distances(FeatureView view, CancellationToken cancellation)
    {
        Dictionary<int, int> groups = duplicates.SelectMany(group => group.Members.Select(member => (member, group.Members[0]))).ToDictionary(pair => pair.member, pair => pair.Item2);
        int[] groupOf = [.. view.Pictures.Select(picture => groups.GetValueOrDefault(picture, picture))];
        NeighbourTable table = NearestNeighbours.Find(new RowSet(view.Table), Neighbours, workers, groupOf, cancellation);
        double[] means = new double[table.Rows];
        int[] nearest = new int[table.Rows];
        for (int row = 0; row < table.Rows; row++)
        {
            double[] found = [.. table.SquaresOf(row).ToArray().Where(double.IsFinite).Select(Math.Sqrt)];
            means[row] = found.Length == 0 ? 0 : found.Average();
            nearest[row] = Math.Max(0, table.Of(row)[0]);
        }

        return (means, nearest);
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
