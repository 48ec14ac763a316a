namespace Discern.Web.Reports;

/// <summary>Numbers as the report writes them. NaN, which stands for "not defined", is a dash everywhere.</summary>
internal static class Wording
{
    private const string NotDefined = "–";

    // A number and its sign stay on one line.
    private const char NarrowNoBreakSpace = '\u202F';

    /// <summary>0.9132 as "91.3 %".</summary>
    public static string Percent(double share) =>
        double.IsFinite(share) ? $"{share * 100:0.0}{NarrowNoBreakSpace}%" : NotDefined;

    /// <summary>"41.2 % → 66.7 %".</summary>
    public static string PercentChange(MeasureChange change) => $"{Percent(change.Before.Value)} → {Percent(change.After.Value)}";

    /// <summary>A difference of shares, 0.2551, as "+25.5 points"; what rounds to nothing is "0.0 points".</summary>
    public static string Points(double difference) =>
        double.IsFinite(difference) ? $"{(difference * 100).ToString("+0.0;−0.0;0.0")}{NarrowNoBreakSpace}points" : NotDefined;

    /// <summary>A difference of counts, 34, as "+34".</summary>
    public static string Difference(long count) => count.ToString("+#,0;−#,0;0");

    /// <summary>A probability as "12.3 %", a tiny one as "less than 0.1 %".</summary>
    public static string Probability(double probability) =>
        probability < 0.001 ? $"less than 0.1{NarrowNoBreakSpace}%" : Percent(probability);

    /// <summary>The interval as "89.2–93.1 %".</summary>
    public static string PercentInterval(Measure measure) =>
        measure.HasInterval ? $"{measure.Low * 100:0.0}–{measure.High * 100:0.0}{NarrowNoBreakSpace}%" : "interval not known";

    /// <summary>0.9132 as "0.913".</summary>
    public static string Score(double value) => double.IsFinite(value) ? value.ToString("0.000") : NotDefined;

    /// <summary>The interval as "0.892–0.931"; a negative end keeps its sign apart by "to".</summary>
    public static string ScoreInterval(Measure measure) =>
        !measure.HasInterval ? ""
        : measure.Low < 0 ? $"{measure.Low:0.000} to {measure.High:0.000}"
        : $"{measure.Low:0.000}–{measure.High:0.000}";

    /// <summary>1615905 as "1,615,905".</summary>
    public static string Count(long count) => count.ToString("N0");

    /// <summary>"1 picture", "812 pictures".</summary>
    public static string Pictures(long count) => count == 1 ? "1 picture" : $"{Count(count)} pictures";

    /// <summary>13.64 as "13.6".</summary>
    public static string Ratio(double ratio) => double.IsFinite(ratio) ? ratio.ToString("0.0") : NotDefined;

    /// <summary>A share as a number that CSS reads, 0 to 1.</summary>
    public static string Css(double share) => double.IsFinite(share) ? Math.Clamp(share, 0, 1).ToString("0.####") : "0";
}
