namespace Discern.Web.Reports;

/// <summary>What a change did to one class, in plain words: pictures found and false alarms, on the side of gain or of price.</summary>
/// <param name="Gains">What became better, as parts of a sentence.</param>
/// <param name="Prices">What became worse, as parts of a sentence.</param>
internal sealed record GainAndPrice(IReadOnlyList<string> Gains, IReadOnlyList<string> Prices)
{
    /// <summary>Weighs a class's change.</summary>
    public static GainAndPrice Of(ClassChange change)
    {
        List<string> gains = [];
        List<string> prices = [];
        if (change.Found.Difference is var found and not 0)
        {
            var isMore = found > 0;
            (isMore ? gains : prices).Add(
                $"{Wording.Count(Math.Abs(found))} {(isMore ? "more" : "fewer")} of its {Wording.Pictures(change.Count)} {(Math.Abs(found) == 1 ? "is" : "are")} found "
                + $"(recall {Wording.PercentChange(change.Recall)})");
        }

        if (change.FalseAlarms.Difference is var alarms and not 0)
        {
            var isMore = alarms > 0;
            (isMore ? prices : gains).Add(
                $"{Wording.Count(Math.Abs(alarms))} {(isMore ? "more" : "fewer")} false {(Math.Abs(alarms) == 1 ? "alarm" : "alarms")} "
                + $"(precision {Wording.PercentChange(change.Precision)})");
        }

        return new GainAndPrice(gains, prices);
    }

    /// <summary>Both sides, also the one on which nothing lies.</summary>
    public override string ToString() => (Gains.Count, Prices.Count) switch
    {
        (0, 0) => "Nothing was gained and nothing was paid: as many of its pictures are found as before, with as many false alarms.",
        (0, _) => $"Nothing was gained. What was paid: {Joined(Prices)}.",
        (_, 0) => $"What was gained: {Joined(Gains)}. Nothing was paid for it in this class.",
        _ => $"What was gained: {Joined(Gains)}. What was paid: {Joined(Prices)}.",
    };

    private static string Joined(IReadOnlyList<string> parts) => string.Join(", and ", parts);
}
