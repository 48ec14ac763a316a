using Discern.Clustering;
using Discern.Compute.Threading;
using Discern.Imaging.Hashing;

namespace Discern.Cleaning.NearDuplicates;

/// <summary>Finds pictures that are the same one: resized, compressed again, turned or mirrored, cropped a little, recoloured.</summary>
/// <remarks>
/// Two hashes of every picture, in all eight orientations, say which pairs to look at (<see cref="HammingJoin"/>); the pixels decide
/// (<see cref="Alignment"/>). What is connected by such pairs is one group.
/// </remarks>
/// <example><code>
/// Survey survey = Survey.Read("pictures");
/// IReadOnlyList&lt;DuplicateGroup&gt; groups = DuplicateFinder.Find(survey, new NearDuplicateOptions(), Workers.Shared);
/// // survey.Pictures[groups[0].Members[0]].Path and the other members of the first group are the same picture
/// </code></example>
public static class DuplicateFinder
{
    private const int PairsAtOnce = 4096;
    private const int PairsPerPiece = 64;

    // Without any contrast there is nothing by which to tell pictures apart or alike.
    private const float LeastContrast = 3;

    /// <summary>Finds all groups.</summary>
    /// <param name="survey">The pictures; those that cannot be read take no part.</param>
    /// <param name="options">When two pictures are the same one.</param>
    /// <param name="workers">Who computes; their number does not change the result.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>Groups in the order of their first members, with exact copies among them.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IReadOnlyList<DuplicateGroup> Find(Survey survey, NearDuplicateOptions options, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(survey);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(workers);
        options.Validate();
        var connected = new UnionFind(survey.Pictures.Count);
        List<DuplicateLink> links = ExactCopies(survey);
        links.ForEach(link => connected.Join(link.First, link.Second));
        int[] different = [.. survey.Readable.Where(index => connected.Root(index) == index && survey.Pictures[index].Facts!.Tone.Contrast >= LeastContrast)];
        links.AddRange(Confirm(survey, Candidates(survey, different, options, workers, cancellation), connected, options, workers, cancellation));
        ILookup<int, DuplicateLink> byGroup = links.ToLookup(link => connected.Root(link.First));
        return
        [
            .. survey.Readable.GroupBy(connected.Root)
                .Where(group => group.Skip(1).Any())
                .OrderBy(group => group.Min())
                .Select(group => new DuplicateGroup([.. group.Order()], [.. byGroup[group.Key]])),
        ];
    }

    private static List<DuplicateLink> ExactCopies(Survey survey) =>
    [
        .. survey.Readable.GroupBy(index => survey.Pictures[index].Facts!.Sha256, StringComparer.Ordinal)
            .SelectMany(copies => copies.Skip(1).Select(copy => new DuplicateLink(copies.First(), copy, default, Correlation: 1))),
    ];

    /// <summary>Pairs whose hashes are alike in some orientation, the most alike first.</summary>
    private static List<Candidate> Candidates(Survey survey, int[] pictures, NearDuplicateOptions options, Workers workers, CancellationToken cancellation)
    {
        int distance = options.DistanceFor(pictures.Length);
        var candidates = new Dictionary<(int, int, int), int>();
        foreach (Hasher hasher in new Hasher[] { FrequencyHash.OfOrientations, DifferenceHash.OfOrientations })
        {
            cancellation.ThrowIfCancellationRequested();
            ulong[] turned = new ulong[pictures.Length * Orientation.Count];
            workers.For(pictures.Length, index =>
                hasher(survey.Pictures[pictures[index]].Facts!.Shape.Grid, turned.AsSpan(index * Orientation.Count, Orientation.Count)));
            ulong[] upright = [.. Enumerable.Range(0, pictures.Length).Select(index => turned[index * Orientation.Count])];
            foreach (HashPair pair in HammingJoin.Pairs(upright, turned, distance, workers))
            {
                (int second, int orientation) = Math.DivRem(pair.Second, Orientation.Count);
                if (pair.First < second)
                {
                    var key = (pictures[pair.First], pictures[second], orientation);
                    candidates[key] = Math.Min(pair.Distance, candidates.GetValueOrDefault(key, int.MaxValue));
                }
            }
        }

        return
        [
            .. candidates.Select(pair => new Candidate(pair.Key.Item1, pair.Key.Item2, pair.Key.Item3, pair.Value))
                .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.First).ThenBy(candidate => candidate.Second).ThenBy(candidate => candidate.Orientation),
        ];
    }

    /// <summary>Compares the pixels of candidates, but for pairs that are known to belong together by then.</summary>
    private static List<DuplicateLink> Confirm(
        Survey survey, List<Candidate> candidates, UnionFind connected, NearDuplicateOptions options, Workers workers, CancellationToken cancellation)
    {
        var links = new List<DuplicateLink>();
        foreach (Candidate[] chunk in candidates.Chunk(PairsAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            Candidate[] open = [.. chunk.Where(candidate => connected.Root(candidate.First) != connected.Root(candidate.Second))];
            float[] correlations = new float[open.Length];
            workers.For((open.Length + PairsPerPiece - 1) / PairsPerPiece, piece =>
                Compare(survey, open, piece * PairsPerPiece, correlations));
            for (int index = 0; index < open.Length; index++)
            {
                if (correlations[index] >= options.Correlation && connected.Join(open[index].First, open[index].Second))
                {
                    links.Add(new DuplicateLink(open[index].First, open[index].Second, Orientation.All[open[index].Orientation], correlations[index]));
                }
            }
        }

        return links;
    }

    private static void Compare(Survey survey, Candidate[] candidates, int start, float[] correlations)
    {
        var alignment = new Alignment();
        Span<float> turned = stackalloc float[Alignment.Side * Alignment.Side];
        for (int index = start; index < Math.Min(start + PairsPerPiece, candidates.Length); index++)
        {
            Candidate candidate = candidates[index];
            Alignment.Turn(survey.Pictures[candidate.Second].Facts!.Shape.Grid.Values, Orientation.All[candidate.Orientation], turned);
            correlations[index] = alignment.Correlate(survey.Pictures[candidate.First].Facts!.Shape.Grid.Values, turned);
        }
    }

    private delegate void Hasher(GreyGrid grid, Span<ulong> hashes);

    /// <summary>Two pictures to compare.</summary>
    private readonly record struct Candidate(int First, int Second, int Orientation, int Distance);
}
