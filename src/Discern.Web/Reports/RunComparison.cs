using Discern.Datasets;
using Discern.Evaluation;
using Discern.Runs;

namespace Discern.Web.Reports;

/// <summary>This run beside another on the same test pictures: what was gained, and what was paid.</summary>
public sealed record RunComparison
{
    /// <summary>The other run's name: that of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>The other run's result on the test pictures.</summary>
    public required SplitResult Before { get; init; }

    /// <summary>This run's result on the test pictures.</summary>
    public required SplitResult After { get; init; }

    /// <summary>The options in which the runs differ.</summary>
    public required IReadOnlyList<OptionChange> Changes { get; init; }

    /// <summary>Whether the two differ in right answers by more than chance; this run is the first.</summary>
    public required McNemar Paired { get; init; }

    /// <summary>The class that the sentences speak of: the rare one, or else the weakest of the other run.</summary>
    public int Subject
    {
        get
        {
            string? name = RareClass.Of(Before)?.Class.Name;
            return Math.Max(0, Enumerable.Range(0, Before.Classes.Count).FirstOrDefault(index => string.Equals(Before.Classes[index].Name, name, StringComparison.Ordinal)));
        }
    }

    /// <summary>Compares two runs.</summary>
    /// <exception cref="DiscernException">They have no predictions of the same test pictures.</exception>
    public static RunComparison Of(RunFolder run, RunFolder other)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(other);
        if (run.Predictions(Split.Test) is not { } after || other.Predictions(Split.Test) is not { } before || run.Evaluation?.Test is null || other.Evaluation?.Test is null)
        {
            throw new DiscernException(
                $"'{run.Path}' cannot be set against '{other.Path}': one of them has no predictions of test pictures. Let both runs end, and compare them again.");
        }

        McNemar paired = McNemar.Of(after, before) ?? throw new DiscernException(
            $"'{run.Path}' cannot be set against '{other.Path}': they were tested on different pictures or classes. Train both on the same data set with the same seed.");
        return new RunComparison
        {
            Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(other.Path)),
            Before = SplitResult.From("test", other.Evaluation.Test),
            After = SplitResult.From("test", run.Evaluation.Test),
            Changes = ChangesBetween(other.Description, run.Description),
            Paired = paired,
        };
    }

    /// <summary>Pictures of a class that were found.</summary>
    public static long Found(SplitResult split, int index)
    {
        ArgumentNullException.ThrowIfNull(split);
        return split.Confusion[index][index];
    }

    /// <summary>Answers "this class" that were wrong.</summary>
    public static long FalseAlarms(SplitResult split, int index) => split is null
        ? throw new ArgumentNullException(nameof(split))
        : split.Answered(index) - Found(split, index);

    private static OptionChange[] ChangesBetween(RunDescription before, RunDescription after)
    {
        Dictionary<string, string> old = Options(before);
        Dictionary<string, string> @new = Options(after);
        return
        [
            .. old.Keys.Union(@new.Keys, StringComparer.Ordinal)
                .Select(name => new OptionChange(name, old.GetValueOrDefault(name, "–"), @new.GetValueOrDefault(name, "–")))
                .Where(change => !string.Equals(change.Before, change.After, StringComparison.Ordinal)),
        ];
    }

    private static Dictionary<string, string> Options(RunDescription description)
    {
        var options = RunOption.Chosen(description).ToDictionary(option => option.Name, option => option.Value, StringComparer.Ordinal);
        options["Recipe"] = description.Recipe;
        options["Network"] = description.Network;
        options["Seed"] = $"{description.Seed}";
        return options;
    }
}
