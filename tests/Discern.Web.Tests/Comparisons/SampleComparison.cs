using Discern.Comparing;
using Discern.Evaluation;

namespace Discern.Web.Tests.Comparisons;

/// <summary>Comparisons with everything that a page of them can show.</summary>
internal static class SampleComparison
{
    public const string Hostile = "<img src=x onerror=alert(1)></script>";

    /// <summary>Seven remedies by two times five folds, one better, one worse, one vanishing.</summary>
    public static Comparison Remedies { get; } = Create(
        ComparisonKind.Remedies,
        [("none", 0), ("class-weights", 0.02), ("focal", 0.001), ("oversample", 0.018), ("smote", 0.015), ("near-miss", -0.21), ("cluster", -0.06)]) with
    {
        Recipe = "transfer",
        Backbone = "general",
        Folds = 5,
        Repeats = 2,
    };

    /// <summary>Two runs, one of a hostile name.</summary>
    public static Comparison Runs { get; } = Create(ComparisonKind.Runs, [("2026-11-21-hotdog", 0), (Hostile, 0.03)]);

    private static Comparison Create(ComparisonKind kind, (string Name, double Gain)[] contenders) => new()
    {
        Kind = kind,
        Version = "0.1.0+abc",
        CreatedAt = new DateTimeOffset(2026, 11, 22, 9, 30, 0, TimeSpan.Zero),
        Data = $"/pictures/{Hostile}",
        Pictures = 6072,
        Classes = [Hostile, "nothotdog"],
        ClassCounts = [864, 5208],
        RareClass = Hostile,
        Metric = ComparedMetric.F1,
        Reference = contenders[0].Name,
        Contenders = [.. contenders.Select((each, place) => Contender(kind, each.Name, each.Gain, place))],
        Verdict = $"Leave the data as it is: '{Hostile}' is not shown to be better.",
        Remarks = ["951 test pictures took no part, so that they can judge what is chosen here."],
        Seed = 1,
        Seconds = 312,
    };

    private static Contender Contender(ComparisonKind kind, string name, double gain, int place) => new()
    {
        Name = name,
        Summary = kind == ComparisonKind.Remedies ? "keeps the rows of larger classes nearest to the smallest" : "",
        Outcome = place == 0 ? ComparisonOutcome.Reference : gain > 0.01 ? ComparisonOutcome.Better : gain < -0.01 ? ComparisonOutcome.Worse : ComparisonOutcome.Undecided,
        OutcomeAtOwnThreshold = kind == ComparisonKind.Runs ? null : place == 0 ? ComparisonOutcome.Reference : ComparisonOutcome.Undecided,
        Sentence = $"{name}: F1 0.81 against 0.80, no difference that this data can show (p = 0.40).",
        Metrics = Figures(kind, gain, place),
        AtOwnThreshold = kind == ComparisonKind.Runs ? null : Figures(kind, gain / 4, place),
        Answers = kind == ComparisonKind.Runs && place > 0 ? new PairedAnswers(12, 30, 0.008, 0.008) : null,
    };

    private static Dictionary<string, MetricComparison> Figures(ComparisonKind kind, double gain, int place) => Enum.GetValues<ComparedMetric>().ToDictionary(
        metric => metric.Key(),
        metric =>
        {
            var value = 0.8 + gain + (0.01 * (int)metric);
            double? p = kind == ComparisonKind.Runs || place == 0 ? null : Math.Abs(gain) > 0.01 ? 0.004 : 0.6;
            return new MetricComparison
            {
                Value = new Estimate(value, value - 0.03, Math.Min(1, value + 0.03)),
                Difference = place == 0 ? null : new Estimate(gain, gain - 0.012, gain + 0.012),
                PValue = p,
                AdjustedPValue = p,
                Folds = kind == ComparisonKind.Runs ? null : [.. Enumerable.Range(0, 10).Select(fold => value + (0.01 * Math.Sin((7 * fold) + place)))],
            };
        },
        StringComparer.Ordinal);
}
