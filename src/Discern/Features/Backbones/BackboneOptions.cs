using System.Text.Json.Serialization;
using Discern.Neural.Plans;

namespace Discern.Features.Backbones;

/// <summary>What a user tells of a backbone beside its name; the defaults leave all of it to the backbone.</summary>
public sealed record BackboneOptions
{
    /// <summary>The nodes or tensors of a network's file to take features from; none: what the last pooling before the classifier gives.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>What is subtracted from each pixel first, 0 to 255: one number, or one each for red, green and blue.</summary>
    public IReadOnlyList<float> Mean { get; init; } = [];

    /// <summary>What each pixel is multiplied with then: one number, or one each for red, green and blue.</summary>
    public IReadOnlyList<float> Scale { get; init; } = [];

    /// <summary>Whether the network takes blue first.</summary>
    public bool IsBgr { get; init; }

    /// <summary>Rows and columns of the pictures that go in; absent: the network's own.</summary>
    public int? Size { get; init; }

    /// <summary>The ONNX file that fills an architecture with numbers; absent: random ones.</summary>
    public string? Weights { get; init; }

    /// <summary>The seed of an architecture's random numbers.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// In what numbers it multiplies where its features are taken. Null leaves the choice to whoever takes them: a recipe that can check bfloat16 on
    /// validation pictures does, everything else computes in single precision.
    /// </summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Precision>))]
    public Precision? Precision { get; init; }

    /// <summary>
    /// Whether all is left to the backbone. The seed does not count: whoever has nothing random does not ask for it. Nor does the precision, which any can have.
    /// </summary>
    [JsonIgnore]
    public bool IsDefault => Features.Count == 0 && Preprocessing is null && Size is null && Weights is null;

    /// <summary>How pixels are prepared, as a whole; null where nothing is told of it.</summary>
    /// <exception cref="ArgumentException">There are neither one nor three numbers, or one is not finite.</exception>
    [JsonIgnore]
    public Preprocessing? Preprocessing
    {
        get
        {
            if (Mean.Count == 0 && Scale.Count == 0 && !IsBgr)
            {
                return null;
            }

            float[] mean = Three(Mean, otherwise: 0, nameof(Mean));
            float[] scale = Three(Scale, otherwise: 1, nameof(Scale));
            return new Preprocessing
            {
                Scale = (scale[0], scale[1], scale[2]),
                Shift = (-mean[0] * scale[0], -mean[1] * scale[1], -mean[2] * scale[2]),
                IsBlueFirst = IsBgr,
            };
        }
    }

    private static float[] Three(IReadOnlyList<float> numbers, float otherwise, string name)
    {
        if (numbers.Count is not (0 or 1 or 3) || numbers.Any(number => !float.IsFinite(number)))
        {
            throw new ArgumentException($"{name} is one number, or three for red, green and blue; it is '{string.Join(", ", numbers)}'.", name);
        }

        return numbers.Count switch
        {
            0 => [otherwise, otherwise, otherwise],
            1 => [numbers[0], numbers[0], numbers[0]],
            _ => [.. numbers],
        };
    }
}
