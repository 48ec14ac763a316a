using Discern.Evaluation;

namespace Discern.Comparing.Runs;

/// <summary>What the figures of all runs say: an outcome and a sentence for each, and one verdict.</summary>
internal sealed class RunOutcomes
{
    private readonly ComparedMetric metric;

    /// <summary>Weighs the figures.</summary>
    /// <param name="names">The runs' names, the reference first.</param>
    /// <param name="figures">Their figures.</param>
    /// <param name="answers">How their answers differ from the reference's; null for the reference.</param>
    /// <param name="metric">The figure that decides.</param>
    public RunOutcomes(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyDictionary<string, MetricComparison>> figures, IReadOnlyList<PairedAnswers?> answers, ComparedMetric metric)
    {
        this.metric = metric;
        Contenders =
        [
            .. names.Select((name, run) =>
            {
                MetricComparison figure = figures[run][metric.Key()];
                return new Contender
                {
                    Name = name,
                    Outcome = Outcome(figure, answers[run]),
                    Sentence = Sentence(ShownName.Of(name), figure, figures[0][metric.Key()], answers[run]),
                    Metrics = figures[run],
                    Answers = answers[run],
                };
            }),
        ];
    }

    /// <summary>All runs, the reference first.</summary>
    public IReadOnlyList<Contender> Contenders { get; }

    /// <summary>What to do.</summary>
    public string Verdict
    {
        get
        {
            string reference = ShownName.Of(Contenders[0].Name);
            Contender[] better = [.. Contenders.Where(each => each.Outcome == ComparisonOutcome.Better)];
            if (better.Length > 0)
            {
                Contender best = better.MaxBy(each => each.Of(metric)!.Value.Value)!;
                return $"'{ShownName.Of(best.Name)}' is better than '{reference}' by {metric.Title()}, {Figure.Against(best.Of(metric)!.Value.Value, Contenders[0].Of(metric)!.Value.Value)}: take it.";
            }

            if (Contenders.Skip(1).All(each => each.Outcome == ComparisonOutcome.Same))
            {
                return $"{(Contenders.Count == 2 ? "Both" : "All")} are right and wrong on the same pictures: take the simpler one.";
            }

            int worse = Contenders.Count(each => each.Outcome == ComparisonOutcome.Worse);
            int others = Contenders.Count - 1;
            return worse == others
                ? $"'{reference}' is better than {(others == 1 ? $"'{ShownName.Of(Contenders[1].Name)}'" : "all others")} by {metric.Title()}: stay with it."
                : $"These pictures do not show that {(others == 1 ? $"'{ShownName.Of(Contenders[1].Name)}'" : "any other run")} is better than '{reference}' by {metric.Title()}: take the simpler one, or judge by more pictures.";
        }
    }

    // The answers of one share are tested exactly; other figures by whether their interval leaves 0 out.
    private ComparisonOutcome Outcome(MetricComparison figure, PairedAnswers? answers) => (figure.Difference, answers) switch
    {
        (null, _) or (_, null) => ComparisonOutcome.Reference,
        (_, { OnlyReference: 0, OnlyThis: 0 }) => ComparisonOutcome.Same,
        ({ } difference, { } paired) when (metric == ComparedMetric.Accuracy ? paired.AdjustedPValue >= Comparison.Significance : difference.Contains(0)) => ComparisonOutcome.Undecided,
        ({ Value: > 0 }, _) => ComparisonOutcome.Better,
        _ => ComparisonOutcome.Worse,
    };

    private string Sentence(string name, MetricComparison figure, MetricComparison reference, PairedAnswers? answers)
    {
        if (figure.Difference is not { } difference || answers is null)
        {
            return $"{name}: {metric.Title()} {Figure.Text(figure.Value.Value, "F2")}: what the others are held against.";
        }

        if (answers is { OnlyReference: 0, OnlyThis: 0 })
        {
            return $"{name}: right and wrong on the same pictures.";
        }

        string interval = $"95 % interval of the difference {Figure.Text(difference.Low, "F3")} to {Figure.Text(difference.High, "F3")}";
        string outcome = Outcome(figure, answers) switch
        {
            ComparisonOutcome.Better => "better",
            ComparisonOutcome.Worse => "worse",
            _ => "no difference that these pictures can show",
        };
        return $"{name}: {metric.Title()} {Figure.Against(figure.Value.Value, reference.Value.Value)}, {outcome} ({interval}). "
            + $"Right only here: {answers.OnlyThis}, only there: {answers.OnlyReference} (McNemar, {Figure.Probability(answers.AdjustedPValue)}).";
    }
}
