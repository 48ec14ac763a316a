using System.Text.Json.Serialization;

namespace Discern.Comparing;

/// <summary>What a comparison with the reference shows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ComparisonOutcome>))]
public enum ComparisonOutcome
{
    /// <summary>It is the reference itself.</summary>
    Reference,

    /// <summary>Better, by more than chance.</summary>
    Better,

    /// <summary>Worse, by more than chance.</summary>
    Worse,

    /// <summary>A difference that chance explains: this data cannot show one.</summary>
    Undecided,

    /// <summary>No difference at all.</summary>
    Same,
}
