using System.Globalization;
using Discern.Evaluation;

namespace Discern.Pixels;

/// <summary>What a run of pixels says, in sentences for somebody who has read that a random split will do.</summary>
internal static class PixelSentences
{
    public static IEnumerable<string> Of(PixelRun run)
    {
        long least = run.ClassCounts.Min();
        string rare = Name(run.Classes[run.ClassCounts.ToList().IndexOf(least)]);
        yield return Text($"{run.Pixels:N0} pixels, 1 in {(double)run.Pixels / least:N1} of {rare}: {string.Join(", ", run.Classes.Zip(run.ClassCounts, (name, count) => Text($"{Name(name)} {count:N0}")))}.");
        yield return Text($"Only {run.Colours:N0} of their colours are different: {Percent(1 - ((double)run.Colours / run.Pixels))} % of the pixels repeat another one's.");
        yield return Leak(run);
        if (run is { Remedy: { } remedy, Remedied: { } remedied, RemedyGain: { } gain })
        {
            yield return Remedied(run, remedy, remedied, gain);
        }
    }

    private static string Leak(PixelRun run)
    {
        (double random, double grouped) = (run.Random.Test.MacroF1.Value, run.Grouped.Test.MacroF1.Value);
        (string groups, string copies) = run.Grouping == PixelGrouping.Colour ? ("colours", "copies of colours") : ("pictures", "pixels of pictures");
        string figures = Text($"macro F1 {random:F4} with pixels split at random, {grouped:F4} with {groups} kept together");
        return run.Grouped.Test.MacroF1.Contains(random)
            ? $"Judged twice, {figures}: no more apart than chance explains. A random split judges by {copies} that were learnt from, which flatters a model that learns by heart; this one hardly does."
            : random > grouped ? $"Judged twice, {figures}: the first is too good, because it judges by {copies} that were learnt from. Believe the second."
            : $"Judged twice, {figures}: frequent colours weigh on both sides of a random split, and here they are the harder ones. Only the second says how colours never seen are told apart.";
    }

    private static string Remedied(PixelRun run, string remedy, PixelFigures remedied, Estimate gain)
    {
        string figures = Text($"{remedy}: macro F1 {remedied.Test.MacroF1.Value:F4} against {run.Grouped.Test.MacroF1.Value:F4}")
            + string.Concat(run.Classes.Index().Select(each => Text($", {Name(each.Item)} recall {Percent(remedied.Test.Classes[each.Index].Recall.Value)} % for {Percent(run.Grouped.Test.Classes[each.Index].Recall.Value)} % and precision {Percent(remedied.Test.Classes[each.Index].Precision.Value)} % for {Percent(run.Grouped.Test.Classes[each.Index].Precision.Value)} %")));
        string interval = Text($"95 % interval of the difference {gain.Low:F4} to {gain.High:F4}");
        return gain.Contains(0) ? $"{figures}: no difference that these pixels can show ({interval}). Leave the data as it is."
            : gain.Value > 0 ? $"{figures}: better ({interval}). Worth having."
            : $"{figures}: worse ({interval}). Leave the data as it is.";
    }

    private static string Name(string name) => $"'{ShownName.Of(name)}'";

    private static string Percent(double share) => Text($"{100 * share:F1}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
