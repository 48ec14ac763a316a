using System.Text.Json;
using System.Text.Json.Serialization;
using Discern.Evaluation.Calibrating;
using Discern.Evaluation.Thresholds;

namespace Discern.Runs;

/// <summary>What <c>run.json</c> holds: what was run, on what, and how it went.</summary>
public sealed record RunDescription
{
    /// <summary>The recipe, such as <c>cnn</c>.</summary>
    public required string Recipe { get; init; }

    /// <summary>The version of Discern that made the run.</summary>
    public required string Version { get; init; }

    /// <summary>When the run began, in universal time.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether the run came to its end; a run that was stopped can be gone on with.</summary>
    public bool IsFinished { get; init; }

    /// <summary>The network's name, such as <c>faces</c>, or the path of its YAML file.</summary>
    public required string Network { get; init; }

    /// <summary>The side of the square pictures that the network sees, in pixels.</summary>
    public required int Size { get; init; }

    /// <summary>1 for grey pictures, 3 for colour.</summary>
    public required int Channels { get; init; }

    /// <summary>The network's layers from input to logits, so that it can be built again.</summary>
    public required IReadOnlyList<LayerDescription> Layers { get; init; }

    /// <summary>The pretrained body, by name or by its file's full path; null where there is none.</summary>
    public string? Backbone { get; init; }

    /// <summary>Hashes of the weights of the pretrained body, so that no other is taken in its place; null where there is none.</summary>
    public string? BackboneIdentity { get; init; }

    /// <summary>How unequal classes were treated, such as <c>none</c>, <c>smote</c> or <c>class-weights + focal</c>.</summary>
    public required string Balance { get; init; }

    /// <summary>What a sampler made of the training pictures; null where none was asked for.</summary>
    public BalanceDescription? Resampled { get; init; }

    /// <summary>The seed of every random choice.</summary>
    public required ulong Seed { get; init; }

    /// <summary>All options by name, defaults included.</summary>
    [JsonRequired]
    public IReadOnlyDictionary<string, JsonElement> Options { get; init; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>How many numbers the classifier holds.</summary>
    public required ParameterCount Parameters { get; init; }

    /// <summary>The classes; a label is an index here.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>How many pictures each class has in each split, unreadable ones left out.</summary>
    public required SplitCounts ClassCounts { get; init; }

    /// <summary>The data set.</summary>
    public required DatasetDescription Dataset { get; init; }

    /// <summary>What was tried before the classifier was chosen, and why; null where there was nothing to choose.</summary>
    public RunChoice? Choice { get; init; }

    /// <summary>What the user should know of how the classifier came about, as sentences.</summary>
    [JsonRequired]
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Pictures that could not be read, with their reasons.</summary>
    [JsonRequired]
    public IReadOnlyList<SkippedPicture> Skipped { get; init; } = [];

    /// <summary>The epoch that the model is from, counted from 1; null before the first is over.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>With two classes, the probability of the second from which on it is predicted.</summary>
    [JsonRequired]
    public double Threshold { get; init; } = 0.5;

    /// <summary>What the threshold was chosen for, and on what; null where none was chosen.</summary>
    public ThresholdChoice? ThresholdChoice { get; init; }

    /// <summary>How the classifier's probabilities are corrected before anything is done with them.</summary>
    [JsonRequired]
    public Calibration Calibration { get; init; } = Calibration.None;

    /// <summary>What corrections were tried, and why this one was taken; null where none was tried.</summary>
    public RunChoice? CalibrationChoice { get; init; }

    /// <summary>How many classifiers, in <c>folds/1</c> and so on, the probabilities of a picture are the mean of; 0 where the run's own is the only one.</summary>
    public int Members { get; init; }

    /// <summary>Whether the probabilities of a picture are the means of those of the picture as it is and of the picture mirrored left to right.</summary>
    public bool IsFlipAveraged { get; init; }

    /// <summary>The run that this one went on from; null where it began anew.</summary>
    public string? ContinuedFrom { get; init; }

    /// <summary>How long each phase took.</summary>
    public required PhaseSeconds Seconds { get; init; }

    /// <summary>The most memory that was held at once, in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>How many threads computed.</summary>
    public required int Threads { get; init; }

    /// <summary>The vector instructions that computed, such as <c>AVX-512</c>.</summary>
    public required string VectorPath { get; init; }

    /// <summary>The machine.</summary>
    public required Machine Machine { get; init; }
}
