using Discern.Comparing.Runs;
using Discern.Evaluation;
using Discern.Runs;

namespace Discern.Web.Reports;

public sealed partial record RunComparison
{
    /// <summary>Reads what two runs tell of the same pictures: those that judge this run.</summary>
    /// <param name="other">The run to compare with.</param>
    /// <param name="run">This run.</param>
    /// <exception cref="DiscernException">The two were not evaluated on the same pictures and classes, or a file of theirs is malformed.</exception>
    internal static RunComparison Between(RunFolder other, RunFolder run)
    {
        var split = run.JudgedSplit ?? throw new DiscernException(
            $"The run '{run.Path}' cannot be set against another one: it has not been evaluated. Let it train to its end, then ask again.");
        var after = ReportModel.Result(split, run)!;
        CommonPictures.RequireSameClasses(run, other);
        var before = ReportModel.Result(split, other) ?? throw new DiscernException(
            $"The run '{other.Path}' cannot be compared with: it has not been evaluated on its {after.Name} pictures, which judge '{run.Path}'. "
            + "Let it train to its end, then ask again.");
        var tables = (Before: other.Predictions(split), After: run.Predictions(split));
        CheckSamePictures(other, run, before, after, tables);
        return Of(
            (NameOf(other), before),
            (NameOf(run), after),
            OptionChange.Between(RunOption.Asked(other.Description), RunOption.Asked(run.Description)),
            tables is { Before: { } first, After: { } second } ? label => McNemarTest.Of(first, second, label) : null);
    }

    /// <summary>The answers tell the pictures one by one; without them, the same data set with as many pictures in each class must do.</summary>
    private static void CheckSamePictures(
        RunFolder other, RunFolder run, SplitResult before, SplitResult after, (PredictionTable? Before, PredictionTable? After) tables)
    {
        var areSame = before.Classes.Select(c => c.Count).SequenceEqual(after.Classes.Select(c => c.Count))
            && (tables is { Before: { } first, After: { } second }
                ? McNemarTest.AreOfSamePictures(first, second)
                : string.Equals(other.Description.Dataset.Fingerprint, run.Description.Dataset.Fingerprint, StringComparison.Ordinal));
        if (!areSame)
        {
            throw new DiscernException(
                $"The runs '{other.Path}' and '{run.Path}' cannot be set against each other: their {after.Name} pictures are not the same "
                + $"({Wording.Count(before.Count)} and {Wording.Count(after.Count)}), so a difference could lie in the pictures. "
                + "Train both on the same data with the same seed and shares.");
        }
    }

    private static string NameOf(RunFolder run) => Path.GetFileName(Path.TrimEndingDirectorySeparator(run.Path));
}
