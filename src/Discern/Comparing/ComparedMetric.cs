using System.Text.Json.Serialization;

namespace Discern.Comparing;

/// <summary>A figure by which classifiers are compared; larger is better for each.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ComparedMetric>))]
public enum ComparedMetric
{
    /// <summary>The share of right answers.</summary>
    Accuracy,

    /// <summary>The mean recall over the classes.</summary>
    BalancedAccuracy,

    /// <summary>The mean F1 over the classes.</summary>
    MacroF1,

    /// <summary>The F1 of the smallest class.</summary>
    F1,

    /// <summary>The share of the smallest class that is found.</summary>
    Recall,

    /// <summary>The share of the answers with the smallest class that is right; 0 where there is none.</summary>
    Precision,

    /// <summary>Matthews' correlation of truth and answers.</summary>
    Matthews,

    /// <summary>The average precision of the smallest class: what no threshold takes part in.</summary>
    AveragePrecision,
}
