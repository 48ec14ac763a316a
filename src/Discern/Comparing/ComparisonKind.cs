using System.Text.Json.Serialization;

namespace Discern.Comparing;

/// <summary>What was compared.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ComparisonKind>))]
public enum ComparisonKind
{
    /// <summary>Remedies for classes of unequal size, by repeated cross-validation on the same folds.</summary>
    Remedies,

    /// <summary>Finished runs, on the pictures that judge all of them.</summary>
    Runs,
}
