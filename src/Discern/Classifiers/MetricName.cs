using Discern.Neural.Training;

namespace Discern.Classifiers;

/// <summary>What the figures by which epochs are compared are called by users and in <c>run.json</c>.</summary>
public static class MetricName
{
    /// <summary>The names, as users write them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<TrainingMetric>().Select(Of)];

    /// <summary>The name of a figure.</summary>
    public static string Of(TrainingMetric metric) => metric switch
    {
        TrainingMetric.Accuracy => "accuracy",
        _ => "loss",
    };

    /// <summary>Finds a figure by its name.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the sentence names those that there are.</exception>
    public static TrainingMetric Parse(string name) => Enum.GetValues<TrainingMetric>().Where(metric => string.Equals(Of(metric), name, StringComparison.Ordinal)).Cast<TrainingMetric?>().FirstOrDefault()
        ?? throw new ArgumentException($"'{name}' is no figure to compare epochs by. Give one of {string.Join(", ", All)}.", nameof(name));
}
