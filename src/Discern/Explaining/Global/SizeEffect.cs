using Discern.Compute.Random;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Imaging;
using Discern.Runs;

namespace Discern.Explaining.Global;

/// <summary>Whether a picture's size tells its class, and whether the classifier makes use of it.</summary>
/// <remarks>
/// Whether it tells: each picture is guessed by the commonest class among the others of its size; sizes that occur once count as one. Whether it is used: pictures
/// are brought to the size of a picture of another class, pixels and proportions, and answered again; beside it, because any
/// resizing changes something, the same with sizes of their own class.
/// </remarks>
internal sealed class SizeEffect(RunFolder run, ExplainedModel model, ulong seed)
{
    // Sets its stream of random numbers apart from those of other purposes.
    private const ulong Purpose = 0x53697A65;

    // A size that occurs once tells that the class has many of them.
    private const string Rare = "none that occurs twice";

    // What size must tell beyond the largest class to be worth a warning.
    private const double LeastGain = 0.2;

    // So many more answers must change with foreign sizes than with own ones, or the probability by so much, that size is said to be used.
    private const double LeastChange = 0.05;

    // Nobody's original need be decoded larger for a classifier that sees some hundred pixels.
    private const int LargestSide = 2048;

    /// <summary>Says it in sentences.</summary>
    /// <param name="table">All pictures that the run is judged by.</param>
    /// <param name="chosen">Those to answer again, by their rows in the table.</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    public IReadOnlyList<string> Tell(PredictionTable table, IReadOnlyList<Prediction> chosen, CancellationToken cancellation)
    {
        (Prediction Row, PictureHeader Header)[] read = [.. Headers(table.Rows)];
        if (read.Length == 0)
        {
            return [];
        }

        (int Label, string Size)[] sizes = [.. read.Select(each => (each.Row.Label, $"{each.Header.Width}×{each.Header.Height}"))];
        HashSet<string> repeated = [.. sizes.CountBy(each => each.Size, StringComparer.Ordinal).Where(pair => pair.Value > 1).Select(pair => pair.Key)];
        double guessed = Guessed([.. sizes.Select(each => repeated.Contains(each.Size) ? each : each with { Size = Rare })]);
        double lazy = (double)sizes.CountBy(each => each.Label).Max(pair => pair.Value) / sizes.Length;
        if (guessed < lazy + LeastGain)
        {
            return [$"The pictures' size does not tell their class: guessed by it, {Percent(guessed)} of {Sentence.Count(sizes.Length, "picture")} would be right; always answering the largest class, {Percent(lazy)}."];
        }

        string told = $"The pictures' size alone tells the class of {Percent(guessed)} of {Sentence.Count(sizes.Length, "picture")}; always answering the largest class would be right on {Percent(lazy)}.{Typical(table, sizes)}";
        ILookup<int, PictureHeader> headers = read.ToLookup(each => each.Row.Label, each => each.Header);
        Change foreign = Measure(chosen, headers, isOwn: false, cancellation);
        Change own = Measure(chosen, headers, isOwn: true, cancellation);
        bool isUsed = foreign.Flipped - own.Flipped >= LeastChange * foreign.Count || foreign.Probability - own.Probability >= LeastChange;
        string effect = $"brought to sizes of another class, {foreign.Flipped} of {Sentence.Count(foreign.Count, "picture")} get another answer, and the probability of their class changes by {foreign.Probability:0.###} on average; "
            + $"brought to sizes of their own class, {own.Flipped}, and {own.Probability:0.###}.";
        return isUsed
            ? [$"Shortcut: {told}", $"The classifier makes use of it: {effect} Bring all pictures to one size before training, or collect the classes alike."]
            : [told, $"The classifier makes little use of it: {effect}"];
    }

    private IEnumerable<(Prediction Row, PictureHeader Header)> Headers(IEnumerable<Prediction> rows)
    {
        foreach (Prediction row in rows)
        {
            PictureHeader header;
            try
            {
                header = PictureDimensions.Read(RunPictures.FullPath(run, row.Path));
            }
            catch (UnreadablePictureException)
            {
                continue; // it may have been moved since; what is left tells as much
            }

            yield return (row, header);
        }
    }

    // Each by the others of its size, and where there are none by the largest class of the others.
    private static double Guessed((int Label, string Size)[] sizes)
    {
        Dictionary<int, int> all = sizes.CountBy(each => each.Label).ToDictionary();
        Dictionary<(int Label, string Size), int> together = sizes.CountBy(each => each).ToDictionary();
        int[] labels = [.. all.Keys.Order()];
        int right = sizes.Count(each =>
        {
            int Others(int label) => together.GetValueOrDefault((label, each.Size)) - (label == each.Label ? 1 : 0);
            bool isAlone = labels.Sum(Others) == 0;
            int guess = labels.MaxBy(label => isAlone ? all[label] - (label == each.Label ? 1 : 0) : Others(label));
            return guess == each.Label;
        });
        return (double)right / sizes.Length;
    }

    private static string Typical(PredictionTable table, (int Label, string Size)[] sizes)
    {
        const int MostSizes = 3;
        IEnumerable<string> fixedSizes = sizes.GroupBy(each => each.Label).OrderBy(group => group.Key)
            .Select(group => (group.Key, Count: group.Count(), Sizes: group.CountBy(each => each.Size).OrderByDescending(pair => pair.Value).Select(pair => pair.Key).ToArray()))
            .Where(group => group.Sizes.Length <= MostSizes && group.Count > group.Sizes.Length)
            .Select(group => $" All {group.Count} of '{table.Classes[group.Key]}' have {string.Join(" or ", group.Sizes)} pixels.");
        return string.Concat(fixedSizes);
    }

    private Change Measure(IReadOnlyList<Prediction> chosen, ILookup<int, PictureHeader> headers, bool isOwn, CancellationToken cancellation)
    {
        var random = new Philox(seed, Philox.Stream(Purpose, isOwn ? 1UL : 0));
        var change = default(Change);
        foreach (Prediction row in chosen)
        {
            cancellation.ThrowIfCancellationRequested();
            PictureHeader[] donors = [.. headers.Where(group => group.Key == row.Label == isOwn).SelectMany(group => group)];
            if (donors.Length == 0 || Resized(row, donors[random.NextInt32(donors.Length)]) is not { } resized)
            {
                continue;
            }

            double[] before = Answer(model.Decode(RunPictures.FullPath(run, row.Path)));
            double[] after = Answer(resized);
            change = new Change(
                change.Count + 1,
                change.Flipped + (model.Decide(before) == model.Decide(after) ? 0 : 1),
                change.Total + Math.Abs(before[row.Label] - after[row.Label]));
        }

        return change;
    }

    private double[] Answer(Picture picture) => model.Probabilities(ExplainedModel.Pixels(picture), 1)[0];

    /// <summary>A picture as the classifier would see it, were its file of another's size.</summary>
    private Picture? Resized(Prediction row, PictureHeader size)
    {
        double factor = Math.Min(1, (double)LargestSide / Math.Max(size.Width, size.Height));
        var options = new DecodeOptions { Width = Math.Max((int)(size.Width * factor), 1), Height = Math.Max((int)(size.Height * factor), 1) };
        try
        {
            Picture other = PictureDecoder.Decode(RunPictures.FullPath(run, row.Path), options);
            return PictureDecoder.Decode(PictureEncoder.Png(other), row.Path, model.Decoding);
        }
        catch (UnreadablePictureException)
        {
            return null;
        }
    }

    private static string Percent(double share) => $"{100 * share:0.#} %";

    /// <summary>How answers changed.</summary>
    private readonly record struct Change(int Count, int Flipped, double Total)
    {
        public double Probability => Count == 0 ? 0 : Total / Count;
    }
}
