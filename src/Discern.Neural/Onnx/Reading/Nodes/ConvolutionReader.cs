using Discern.Compute;
using Discern.Neural.Graphs;
using Discern.Neural.Graphs.Operations;

namespace Discern.Neural.Onnx.Reading.Nodes;

/// <summary>Convolutions: plain, of each channel by itself, or of groups of channels.</summary>
internal sealed class ConvolutionReader : NodeReader
{
    // Groups become slices and a convolution each.
    private const int MostGroups = 256;

    // What a kernel may become when zeros are put between its rows.
    private const long MostSpread = 1L << 26;

    public override IReadOnlyList<string> OpTypes => ["Conv"];

    public override void Read(NodeImport node)
    {
        Node input = node.Input(0).AsPicture();
        Constant weights = node.Constant(1);
        if (weights.Dims is not [var filters, var depth, var kernelHeight, var kernelWidth] || weights.Count == 0)
        {
            throw node.Refuse($"its weights are {Value.Text(weights.Dims)}, where filters × channels × rows × columns are read");
        }

        var kernel = new Kernel(weights.Floats, filters, depth, kernelHeight, kernelWidth).Dilate(node, input.Shape);
        long groups = node.Integer("group", 1);
        if (groups < 1 || depth * groups != input.Shape.Channels || filters % groups != 0)
        {
            throw node.Refuse($"{filters} filters of {depth} channels in {groups} groups do not fit {input.Shape.Channels} channels");
        }

        float[]? bias = node.OptionalConstant(2)?.Floats;
        if (bias is not null && bias.Length != filters)
        {
            throw node.Refuse($"it has {bias.Length} biases for {filters} filters");
        }

        var options = new ConvolutionOptions
        {
            Stride = Window.Stride(node, input.Shape, kernel.Height, kernel.Width),
            Padding = Window.PaddingRule(node, input.Shape, kernel.Height, kernel.Width),
            HasBias = bias is not null,
        };
        Node output = groups == 1 ? Plain(node, input, kernel, bias, options)
            : depth == 1 && filters == groups ? Depthwise(node, input, kernel, bias, options)
            : Grouped(node, input, kernel, bias, options, (int)groups);
        node.Set(Value.Picture(output, node.Batch));
    }

    private static Node Plain(NodeImport node, Node input, Kernel kernel, float[]? bias, ConvolutionOptions options)
    {
        var output = new Node(new Convolution(kernel.Filters, kernel.Height, kernel.Width, options), input);
        node.Load(output, 0, kernel.ChannelsLast(0, kernel.Filters));
        return WithBias(node, output, bias);
    }

    private static Node Depthwise(NodeImport node, Node input, Kernel kernel, float[]? bias, ConvolutionOptions options)
    {
        var output = new Node(new DepthwiseConvolution(kernel.Height, kernel.Width, options), input);
        node.Load(output, 0, kernel.ChannelsLast(0, kernel.Filters));
        return WithBias(node, output, bias);
    }

    private static Node Grouped(NodeImport node, Node input, Kernel kernel, float[]? bias, ConvolutionOptions options, int groups)
    {
        if (groups > MostGroups)
        {
            throw node.Refuse($"it has {groups} groups; up to {MostGroups}, or one per channel, are read");
        }

        int filters = kernel.Filters / groups;
        Node[] parts = new Node[groups];
        for (int group = 0; group < groups; group++)
        {
            Node slice = input.ChannelSlice(group * kernel.Depth, kernel.Depth);
            var part = new Node(new Convolution(filters, kernel.Height, kernel.Width, options), slice);
            node.Load(part, 0, kernel.ChannelsLast(group * filters, filters));
            parts[group] = WithBias(node, part, bias?.AsSpan(group * filters, filters).ToArray());
        }

        return parts[0].Concat(parts[1..]);
    }

    private static Node WithBias(NodeImport node, Node output, float[]? bias)
    {
        if (bias is not null)
        {
            node.Load(output, 1, bias);
        }

        return output;
    }

    /// <summary>Weights in the file's order: filters × channels × rows × columns.</summary>
    private sealed record Kernel(float[] Values, int Filters, int Depth, int Height, int Width)
    {
        /// <summary>Some filters in the graph's order: [row][column][channel][filter].</summary>
        public float[] ChannelsLast(int first, int count)
        {
            float[] target = new float[count * Depth * Height * Width];
            int index = 0;
            for (int place = 0; place < Height * Width; place++)
            {
                for (int channel = 0; channel < Depth; channel++)
                {
                    for (int filter = first; filter < first + count; filter++)
                    {
                        target[index++] = Values[(((filter * Depth) + channel) * Height * Width) + place];
                    }
                }
            }

            return target;
        }

        /// <summary>With zeros between its rows and columns, so that a dilated convolution is a plain one.</summary>
        public Kernel Dilate(NodeImport node, Shape input)
        {
            int[] dilations = node.Integers("dilations") ?? [1, 1];
            if (dilations is [1, 1])
            {
                return this;
            }

            if (dilations is not [>= 1, >= 1])
            {
                throw node.Refuse($"its dilations are {Value.Text(dilations)}");
            }

            long height = ((Height - 1L) * dilations[0]) + 1;
            long width = ((Width - 1L) * dilations[1]) + 1;
            if (height > (2L * input.Height) + 1 || width > (2L * input.Width) + 1 || height * width * Filters * Depth > MostSpread)
            {
                throw node.Refuse($"its kernel of {height} × {width} reaches far over its input of {input.Height} × {input.Width}");
            }

            float[] spread = new float[checked((int)(Filters * (long)Depth * height * width))];
            for (int index = 0; index < Values.Length; index++)
            {
                (int rows, int column) = Math.DivRem(index, Width);
                (int plane, int row) = Math.DivRem(rows, Height);
                spread[(((plane * height) + (row * dilations[0])) * width) + (column * dilations[1])] = Values[index];
            }

            return new Kernel(spread, Filters, Depth, (int)height, (int)width);
        }
    }
}
