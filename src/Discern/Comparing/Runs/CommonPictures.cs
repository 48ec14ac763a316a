using Discern.Datasets;
using Discern.Evaluation;
using Discern.Runs;

namespace Discern.Comparing.Runs;

/// <summary>The answers of several runs to the pictures that judge all of them, in one order.</summary>
/// <param name="Split">Which split judges.</param>
/// <param name="Answers">Each run's answers, in the order of the runs.</param>
/// <param name="Remarks">What the user should know, as sentences.</param>
public sealed record CommonPictures(Split Split, IReadOnlyList<PredictionTable> Answers, IReadOnlyList<string> Remarks)
{
    // Where the runs' pictures differ anyway, fewer common ones than these are chance.
    private const int Fewest = 20;

    /// <summary>Reads the answers.</summary>
    /// <param name="runs">Two runs or more, finished.</param>
    /// <exception cref="DiscernException">A run was not evaluated, they tell different classes apart, or they have too few pictures in common.</exception>
    public static CommonPictures Read(IReadOnlyList<RunFolder> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        foreach (RunFolder run in runs.Skip(1))
        {
            RequireSameClasses(runs[0], run);
        }

        Split split = JudgedSplit(runs[0]);
        PredictionTable[] tables = [.. runs.Select(run => run.Predictions(split) ?? throw new DiscernException(
            $"The run '{run.Path}' cannot be compared: it holds no answers for its {SplitNames.Name(split)} pictures, which judge '{runs[0].Path}'. Let it train to its end, or evaluate it again."))];
        var answers = tables.Select(table => table.Rows.GroupBy(row => row.Path, StringComparer.Ordinal).ToDictionary(rows => rows.Key, rows => rows.First(), StringComparer.Ordinal)).ToArray();
        string[] shared = [.. answers[0].Keys.Where(path => answers.Skip(1).All(table => table.ContainsKey(path))).Order(StringComparer.Ordinal)];
        string[] common = [.. shared.Where(path => answers.All(table => table[path].Label == answers[0][path].Label))];
        var remarks = new List<string>();
        if (answers.Any(table => table.Count != common.Length))
        {
            string counts = string.Join(", ", answers.Select(table => table.Count));
            if (common.Length < Fewest)
            {
                throw new DiscernException(
                    $"The runs are judged by different pictures: of {counts} {SplitNames.Name(split)} pictures {common.Length} are common, too few to compare by. Train all on the same data with the same seed and shares.");
            }

            remarks.Add($"The runs are judged by different pictures: of {counts} {SplitNames.Name(split)} pictures {common.Length} are common, and they are compared on these.");
        }

        if (common.Length < shared.Length)
        {
            remarks.Add($"{Sentence.Count(shared.Length - common.Length, "picture")} of different classes in different runs {(shared.Length - common.Length == 1 ? "is" : "are")} left out, {Sentence.Names(shared.Except(common, StringComparer.Ordinal))}.");
        }

        if (runs.Select(run => run.Description.Dataset.Fingerprint).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            remarks.Add("The runs' data sets are not the same; pictures of the same path and class are taken for the same.");
        }

        return new CommonPictures(split, [.. answers.Select(table => new PredictionTable(runs[0].Description.Classes, [.. common.Select(path => table[path])]))], remarks);
    }

    /// <summary>Refuses two runs that tell different classes apart.</summary>
    /// <exception cref="DiscernException">They do.</exception>
    public static void RequireSameClasses(RunFolder run, RunFolder other)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(other);
        if (!run.Description.Classes.SequenceEqual(other.Description.Classes, StringComparer.Ordinal))
        {
            throw new DiscernException(
                $"The runs '{other.Path}' and '{run.Path}' cannot be set against each other: they tell different classes apart "
                + $"({Listed(other)} and {Listed(run)}). Give a run that was trained on the same classes.");
        }
    }

    private static Split JudgedSplit(RunFolder run) => run.JudgedSplit switch
    {
        null => throw new DiscernException($"The run '{run.Path}' cannot be compared: it has not been evaluated. Let it train to its end, then ask again."),
        Split.Train => throw new DiscernException($"The run '{run.Path}' cannot be compared: it has neither test nor validation pictures, and those it learnt from say nothing. Train on data with a test split."),
        { } split => split,
    };

    private static string Listed(RunFolder run) => string.Join(", ", run.Description.Classes.Select(name => $"'{name}'"));
}
