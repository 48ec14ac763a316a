namespace Discern.Comparing;

/// <summary>What takes part in a comparison: a remedy or a run.</summary>
public sealed record Contender
{
    /// <summary>Its name; a run's is text from outside.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in a few words.</summary>
    public string Summary { get; init; } = "";

    /// <summary>What the comparison shows, by the figure that was chosen.</summary>
    public required ComparisonOutcome Outcome { get; init; }

    /// <summary>The same where each is answered at its own best threshold; null where no thresholds were chosen.</summary>
    public ComparisonOutcome? OutcomeAtOwnThreshold { get; init; }

    /// <summary>What it shows, as a sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Its figures as it answers, by <see cref="ComparedMetricNames.Key"/>.</summary>
    public required IReadOnlyDictionary<string, MetricComparison> Metrics { get; init; }

    /// <summary>Its figures where each is answered at its own best threshold; null where no thresholds were chosen.</summary>
    public IReadOnlyDictionary<string, MetricComparison>? AtOwnThreshold { get; init; }

    /// <summary>The pictures that only one of it and the reference answers rightly; null for remedies and for the reference.</summary>
    public PairedAnswers? Answers { get; init; }

    /// <summary>A figure as it answers; null where it has no meaning on these pictures.</summary>
    public MetricComparison? Of(ComparedMetric metric) => Metrics.GetValueOrDefault(metric.Key());

    /// <summary>A figure at its own best threshold; null where there is none.</summary>
    public MetricComparison? OfOwnThreshold(ComparedMetric metric) => AtOwnThreshold?.GetValueOrDefault(metric.Key());
}
