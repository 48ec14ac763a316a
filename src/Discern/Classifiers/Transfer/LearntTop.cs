using System.Text.Json;
using Discern.Balancing;
using Discern.Classifiers.Tops;
using Discern.Evaluation.Thresholds;
using Discern.Runs;

namespace Discern.Classifiers.Transfer;

/// <summary>A top that has learnt, with what the run says of it.</summary>
/// <param name="Top">The final top.</param>
/// <param name="Validation">Probabilities of the validation pictures, by a top that has not learnt from them.</param>
internal sealed record LearntTop(ITop Top, float[] Validation) : IDisposable
{
    /// <summary>What it is, in words.</summary>
    public required string Network { get; init; }

    /// <summary>How many numbers it holds.</summary>
    public required ParameterCount Parameters { get; init; }

    /// <summary>Probabilities of the training pictures, each by a top that has not learnt from it; null where there are none.</summary>
    public float[]? OutOfFold { get; init; }

    /// <summary>The threshold that was chosen; null for 0.5.</summary>
    public ThresholdChoice? Threshold { get; init; }

    /// <summary>How the training pictures' classes were made more equal; null where they were not.</summary>
    public Resampling? Resampling { get; init; }

    /// <summary>What else was tried; null where nothing was.</summary>
    public RunChoice? Choice { get; init; }

    /// <summary>What the user should know, as sentences.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>What was chosen on the way, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Options { get; init; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);

    public void Dispose() => Top.Dispose();
}
