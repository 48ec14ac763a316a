using System.Text.Json.Serialization;

namespace Discern.Evaluation.Calibrating;

/// <summary>How probabilities are corrected.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CalibrationMethod>))]
public enum CalibrationMethod
{
    /// <summary>They are left as they are.</summary>
    None,

    /// <summary>Logits are divided by a temperature: Guo et al., "On calibration of modern neural networks", ICML 2017.</summary>
    Temperature,

    /// <summary>With two classes: the second's is sent through a curve that never falls, by isotonic regression (Zadrozny and Elkan, KDD 2002).</summary>
    Isotonic,
}
