namespace Discern.Comparing.Remedies;

/// <summary>What the figures of all remedies say: an outcome and a sentence for each, and one verdict.</summary>
internal sealed class RemedyOutcomes
{
    private readonly IReadOnlyList<Remedy> remedies;

    /// <summary>Weighs the figures.</summary>
    /// <param name="remedies">The remedies, the reference first.</param>
    /// <param name="asAnswered">Their figures as they answer.</param>
    /// <param name="atOwnThreshold">Their figures with each at its own best threshold; null where there is no such thing.</param>
    /// <param name="metric">The figure that decides.</param>
    public RemedyOutcomes(
        IReadOnlyList<Remedy> remedies,
        IReadOnlyList<IReadOnlyDictionary<string, MetricComparison>> asAnswered,
        IReadOnlyList<IReadOnlyDictionary<string, MetricComparison>>? atOwnThreshold,
        ComparedMetric metric)
    {
        this.remedies = remedies;
        Metric = asAnswered[0].ContainsKey(metric.Key())
            ? metric
            : throw new DiscernException($"The {metric.Title()} has no meaning here, because some fold holds no picture of a class. Compare by another figure, such as --metric macro-f1, or take fewer folds.");
        Contenders =
        [
            .. remedies.Select((remedy, place) =>
            {
                MetricComparison plain = asAnswered[place][metric.Key()];
                MetricComparison? moved = atOwnThreshold?[place].GetValueOrDefault(metric.Key());
                var contender = new Contender
                {
                    Name = remedy.Name,
                    Summary = remedy.Summary,
                    Outcome = Outcome(plain),
                    OutcomeAtOwnThreshold = moved is null ? null : Outcome(moved),
                    Sentence = "",
                    Metrics = asAnswered[place],
                    AtOwnThreshold = atOwnThreshold?[place],
                };
                return contender with { Sentence = place == 0 ? Reference(contender) : Sentence(contender, asAnswered[0], atOwnThreshold?[0]) };
            }),
        ];
    }

    /// <summary>The figure that decides.</summary>
    public ComparedMetric Metric { get; }

    /// <summary>All remedies, the reference first.</summary>
    public IReadOnlyList<Contender> Contenders { get; }

    /// <summary>What to do.</summary>
    public string Verdict => $"{Advice()}{Warning()}{Ranking()}{Reach()}";

    private static ComparisonOutcome Outcome(MetricComparison figure) => figure switch
    {
        { Difference: null } => ComparisonOutcome.Reference,
        { Folds: not null, Difference: { Low: 0, High: 0 } } => ComparisonOutcome.Same,
        { AdjustedPValue: >= Comparison.Significance } => ComparisonOutcome.Undecided,
        { Difference.Value: > 0 } => ComparisonOutcome.Better,
        _ => ComparisonOutcome.Worse,
    };

    private string Reference(Contender contender)
    {
        string plain = $"{contender.Name}: {Metric.Title()} {Figure.Text(contender.Of(Metric)!.Value.Value, "F2")}";
        return contender.OfOwnThreshold(Metric) is { } moved
            ? $"{plain}, at its own best threshold {Figure.Text(moved.Value.Value, "F2")}: what the others are held against."
            : $"{plain}: what the others are held against.";
    }

    private string Sentence(Contender contender, IReadOnlyDictionary<string, MetricComparison> reference, IReadOnlyDictionary<string, MetricComparison>? referenceMoved)
    {
        MetricComparison plain = contender.Of(Metric)!;
        string start = $"{contender.Name}: {Metric.Title()} {Against(plain, reference)}";
        if (contender.OfOwnThreshold(Metric) is not { } moved)
        {
            return contender.Outcome switch
            {
                ComparisonOutcome.Better => $"{start}, better ({Probability(plain)}): worth having.",
                ComparisonOutcome.Worse => $"{start}, worse ({Probability(plain)}): leave the data as it is.",
                ComparisonOutcome.Same => $"{start}, the same in every fold.",
                _ => $"{start}, no difference that this data can show ({Probability(plain)}).",
            };
        }

        string own = $"{Against(moved, referenceMoved!)}, {Probability(moved)}";
        return (contender.Outcome, contender.OutcomeAtOwnThreshold) switch
        {
            (ComparisonOutcome.Same, ComparisonOutcome.Same) => $"{start}, the same in every fold, at any threshold.",
            (ComparisonOutcome.Worse, ComparisonOutcome.Worse) => $"{start}, worse ({Probability(plain)}), and at each one's own threshold too ({own}): leave the data as it is.",
            (ComparisonOutcome.Worse, ComparisonOutcome.Better) => $"{start}, worse ({Probability(plain)}), but better at each one's own threshold ({own}): worth having with a chosen threshold only.",
            (ComparisonOutcome.Worse, ComparisonOutcome.Same) => $"{start}, worse ({Probability(plain)}): it is the same classifier with another threshold.",
            (ComparisonOutcome.Worse, _) => $"{start}, worse ({Probability(plain)}): leave the data as it is. At each one's own threshold the difference vanishes ({own}): it moves the threshold the wrong way.",
            (ComparisonOutcome.Better, ComparisonOutcome.Better) => $"{start}, better ({Probability(plain)}), and at each one's own threshold too ({own}): worth having.",
            (ComparisonOutcome.Better, ComparisonOutcome.Worse) => $"{start}, better ({Probability(plain)}), but worse at each one's own threshold ({own}): move the threshold instead.",
            (ComparisonOutcome.Better, ComparisonOutcome.Same) => $"{start}, better ({Probability(plain)}): it is the same classifier with a better threshold.",
            (ComparisonOutcome.Better, _) => $"{start}, better ({Probability(plain)}). At each one's own threshold the difference vanishes ({own}): a moved threshold does the same.",
            (_, ComparisonOutcome.Better) => $"{start}, no difference that this data can show ({Probability(plain)}), but better at each one's own threshold ({own}): worth having with a chosen threshold.",
            (_, ComparisonOutcome.Worse) => $"{start}, no difference that this data can show ({Probability(plain)}), but worse at each one's own threshold ({own}): leave the data as it is.",
            (_, ComparisonOutcome.Same) => $"{start}, no difference that this data can show ({Probability(plain)}): it is the same classifier with another threshold.",
            _ => $"{start}, no difference that this data can show ({Probability(plain)}), nor at each one's own threshold ({own}).",
        };
    }

    private string Advice()
    {
        Contender reference = Contenders[0];
        Contender[] others = [.. Contenders.Skip(1)];
        bool HasThresholds(Contender contender) => contender.OutcomeAtOwnThreshold is not null;
        Contender[] worthHaving = [.. others.Where(each => HasThresholds(each) ? each.OutcomeAtOwnThreshold == ComparisonOutcome.Better : each.Outcome == ComparisonOutcome.Better)];
        if (worthHaving.Length > 0)
        {
            Contender best = worthHaving.MaxBy(each => (each.OfOwnThreshold(Metric) ?? each.Of(Metric))!.Value.Value)!;
            MetricComparison figure = (best.OfOwnThreshold(Metric) ?? best.Of(Metric))!;
            MetricComparison held = (reference.OfOwnThreshold(Metric) ?? reference.Of(Metric))!;
            string where = HasThresholds(best) ? " at each one's own threshold" : "";
            string rest = worthHaving.Length == 1 ? "" : $" {Names(worthHaving.Where(each => each != best))} {(worthHaving.Length == 2 ? "is" : "are")} better than '{reference.Name}', too.";
            return $"Take '{best.Name}': its {Metric.Title()} is better than that of '{reference.Name}'{where}, {Figure.Against(figure.Value.Value, held.Value.Value)} ({Probability(figure)}).{rest}";
        }

        Contender[] moving = [.. others.Where(each => each.Outcome == ComparisonOutcome.Better)];
        if (moving.Length > 0)
        {
            return $"Leave the data as it is and choose the threshold: {Names(moving)} {(moving.Length == 1 ? "is" : "are")} better than '{reference.Name}' as {(moving.Length == 1 ? "it answers" : "they answer")}, "
                + "but not once each has its own best threshold, which 'discern evaluate RUN --best-f1' chooses.";
        }

        return IsNone(0)
            ? $"Leave the data as it is: {(others.Length == 1 ? $"'{others[0].Name}' is not" : $"none of {others.Length} remedies is")} shown to be better."
            : $"Stay with '{reference.Name}': {(others.Length == 1 ? $"'{others[0].Name}' is not" : $"none of the {others.Length} others is")} shown to be better.";
    }

    private string Warning()
    {
        Contender[] worse = [.. Contenders.Skip(1).Where(each => each.Outcome == ComparisonOutcome.Worse && each.OutcomeAtOwnThreshold is not ComparisonOutcome.Better)];
        return worse.Length == 0 ? "" : $" {Names(worse)} {(worse.Length == 1 ? "makes" : "make")} it worse.";
    }

    // What no threshold can make up for shows here, whatever decides.
    private string Ranking()
    {
        if (Metric == ComparedMetric.AveragePrecision || Contenders[0].Of(ComparedMetric.AveragePrecision) is null)
        {
            return "";
        }

        var shown = Contenders.Skip(1).Where(each => Outcome(each.Of(ComparedMetric.AveragePrecision)!) is ComparisonOutcome.Better or ComparisonOutcome.Worse)
            .ToLookup(each => Outcome(each.Of(ComparedMetric.AveragePrecision)!));
        string[] parts = [.. new[] { (ComparisonOutcome.Better, "better"), (ComparisonOutcome.Worse, "worse") }
            .Where(each => shown.Contains(each.Item1))
            .Select(each => $"{Names(shown[each.Item1])} {(shown[each.Item1].Count() == 1 ? "ranks" : "rank")} pictures {each.Item2}")];
        return parts.Length == 0 ? "" : $" By average precision, which no threshold takes part in, {string.Join(", and ", parts)}.";
    }

    // Half the width of an interval is what a difference has to exceed; the middle one of all remedies stands for them.
    private string Reach()
    {
        double[] widths = [.. Contenders.Skip(1).Where(each => each.Outcome != ComparisonOutcome.Same).Select(each => each.Of(Metric)!.Difference!).Select(difference => (difference.High - difference.Low) / 2).Order()];
        return widths.Length == 0 ? "" : $" A difference in {Metric.Title()} of less than about {Figure.Text(widths[widths.Length / 2], "F3")} would not show on this data.";
    }

    private bool IsNone(int place) => remedies[place].IsSameAs(Remedy.None);

    private string Against(MetricComparison figure, IReadOnlyDictionary<string, MetricComparison> reference) =>
        Figure.Against(figure.Value.Value, reference[Metric.Key()].Value.Value);

    private static string Probability(MetricComparison figure) => Figure.Probability(figure.AdjustedPValue!.Value);

    private static string Names(IEnumerable<Contender> contenders) => contenders.Select(each => $"'{each.Name}'").ToArray() switch
    {
        [var one] => one,
        [.. var first, var last] => $"{string.Join(", ", first)} and {last}",
        [] => "",
    };
}
