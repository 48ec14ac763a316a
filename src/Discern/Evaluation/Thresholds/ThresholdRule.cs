using System.Text.Json.Serialization;

namespace Discern.Evaluation.Thresholds;

/// <summary>By what a threshold is chosen.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ThresholdRule>))]
public enum ThresholdRule
{
    /// <summary>The least cost of misses and false alarms.</summary>
    Cost,

    /// <summary>The fewest false alarms with which at least a share of the class is found.</summary>
    MinimumRecall,

    /// <summary>The most found while at least a share of the answers is right.</summary>
    MinimumPrecision,

    /// <summary>The best F1.</summary>
    F1,

    /// <summary>The probability that the user says.</summary>
    Given,
}
