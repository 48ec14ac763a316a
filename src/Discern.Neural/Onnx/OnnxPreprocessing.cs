namespace Discern.Neural.Onnx;

/// <summary>What a network wants done to pixels before it sees them: (pixel · Scale − Mean) / Deviation, channel by channel.</summary>
/// <remarks>Pixels are 0 to 255, in the order red, green, blue or one grey channel; the defaults make 0 to 1 of them.</remarks>
public sealed record OnnxPreprocessing
{
    /// <summary>Multiplies each pixel first; 1/255 by default.</summary>
    public float Scale { get; init; } = 1f / 255f;

    /// <summary>Subtracted then, one number per channel, or one for all; 0 by default.</summary>
    public IReadOnlyList<float> Mean { get; init; } = [0f];

    /// <summary>Divides at last, one number per channel, or one for all; 1 by default.</summary>
    public IReadOnlyList<float> Deviation { get; init; } = [1f];

    /// <summary>Whether the network takes blue, green, red; mean and deviation are in its order.</summary>
    public bool IsBgr { get; init; }

    /// <summary>The factor and the addend of one channel of the network's input.</summary>
    /// <param name="channel">The channel, in the network's order, from 0.</param>
    /// <param name="channels">How many there are.</param>
    /// <exception cref="ArgumentException">Mean or deviation has neither one number nor one per channel, or a deviation is 0.</exception>
    public (float Factor, float Addend) Affine(int channel, int channels)
    {
        float deviation = Of(Deviation, channel, channels, nameof(Deviation));
        if (deviation == 0 || !float.IsFinite(deviation))
        {
            throw new ArgumentException($"A deviation of {deviation} cannot divide.", nameof(channel));
        }

        return (Scale / deviation, -Of(Mean, channel, channels, nameof(Mean)) / deviation);
    }

    private static float Of(IReadOnlyList<float> numbers, int channel, int channels, string name) =>
        numbers.Count == 1 ? numbers[0]
        : numbers.Count == channels ? numbers[channel]
        : throw new ArgumentException($"{name} has {numbers.Count} numbers for {channels} channels; give one, or one per channel.", nameof(numbers));
}
