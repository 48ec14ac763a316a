using Discern.Neural.Graphs;

namespace Discern.Neural.Onnx.Reading;

/// <summary>A constant spread over the channels of a value, which is arranged so that they lie last.</summary>
/// <param name="Input">The value with its channels last.</param>
/// <param name="Values">One number per channel.</param>
internal sealed record ChannelNumbers(Value Input, float[] Values)
{
    private const int MostChannels = 1 << 22;

    /// <summary>Spreads a constant that ONNX would spread over the value: one number, or numbers along one dimension.</summary>
    public static ChannelNumbers Of(NodeImport node, Value value, Constant constant)
    {
        float[] numbers = constant.Floats;
        if (numbers.Length == 1)
        {
            if (value.Node.Shape.Channels > MostChannels)
            {
                throw node.Refuse($"it has {value.Node.Shape.Channels} channels, more than any network");
            }

            return new ChannelNumbers(value, [.. Enumerable.Repeat(numbers[0], value.Node.Shape.Channels)]);
        }

        int[] wide = [.. Enumerable.Range(0, value.Rank).Where(axis => Dimensions.Aligned(constant.Dims, axis, value.Rank) > 1)];
        bool fits = wide is [> 0] && constant.Dims.Length <= value.Rank && value.Dims[wide[0]] == numbers.Length;
        if (!fits)
        {
            throw node.Refuse($"its constant of {Value.Text(constant.Dims)} does not give one number per channel of {Value.Text(value.Dims)}");
        }

        Value settled = value.Settle();
        if (settled.Node.Shape.Rank == settled.Rank && settled.Order[^1] == wide[0])
        {
            return new ChannelNumbers(settled, numbers);
        }

        (Node last, int[] order) = settled.WithLast(wide[0]);
        return new ChannelNumbers(Value.Ordered(last, settled.Dims, order), numbers);
    }
}
