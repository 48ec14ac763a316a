using Discern.Compute;
using Discern.Compute.Convolutions;
using Discern.Neural.Graphs;
using Discern.Neural.Graphs.Operations;
using Convolution = Discern.Neural.Graphs.Operations.Convolution;

namespace Discern.Neural.TensorFlow;

/// <summary>Turns the layers that a file tells into a graph and its weights, as far as the taps need them.</summary>
internal sealed class NetworkBuilder
{
    private const int LargestInput = 4096;
    private const int LargestPadding = 1024;

    private readonly ModelFile file;
    private readonly Dictionary<int, Node> nodes = [];
    private readonly Dictionary<int, int> aliases = [];
    private readonly List<(Parameter Parameter, float[] Values)> numbers = [];
    private long bytesRead;

    private NetworkBuilder(ModelFile file) => this.file = file;

    /// <summary>Builds the network.</summary>
    /// <exception cref="DiscernException">The file holds what cannot be computed here.</exception>
    public static TensorFlowNetwork Build(ModelFile file, TensorFlowOptions options)
    {
        int[] taps = options.Taps.Count > 0 ? [.. options.Taps.Select(tap => FindTap(file, tap))] : [Cut.Find(file)];
        var builder = new NetworkBuilder(file);
        Node input = builder.AddInput(options.Size);
        builder.AddLayers(NeededLayers(file, taps));
        return builder.Finish(input, taps);
    }

    private static int FindTap(ModelFile file, string name)
    {
        int tensor = file.Find(name);
        return tensor >= 0 ? tensor : throw file.Refusal($"it has no tensor of the name '{name}'; choose one of those that it has, such as {Some(file)}");
    }

    private static string Some(ModelFile file) =>
        string.Join(", ", file.Layers.TakeLast(5).Select(layer => $"'{file.NameOf(layer.Output)}'"));

    /// <summary>The layers that lead to the taps, in the file's order.</summary>
    private static List<ModelLayer> NeededLayers(ModelFile file, int[] taps)
    {
        var needed = new HashSet<int>(taps);
        var layers = new List<ModelLayer>();
        for (int index = file.Layers.Count - 1; index >= 0; index--)
        {
            ModelLayer layer = file.Layers[index];
            if (needed.Contains(layer.Output))
            {
                layers.Add(layer);
                needed.UnionWith(layer.Inputs);
            }
        }

        layers.Reverse();
        return layers;
    }

    private Node AddInput(int? size)
    {
        IReadOnlyList<int> dimensions = file.InputDimensions;
        if (dimensions.Count != 4 || dimensions[3] is not (1 or 3))
        {
            file.Refuse($"its input is {string.Join(" × ", dimensions)}; pictures are 1 × height × width × 1 or 3");
        }

        int height = size ?? dimensions[1];
        int width = size ?? dimensions[2];
        if (height is < 1 or > LargestInput || width is < 1 or > LargestInput)
        {
            file.Refuse($"its pictures would be {height} × {width}; give a size from 1 to {LargestInput}");
        }

        return nodes[file.Input] = Graph.Input(height, width, dimensions[3]);
    }

    private void AddLayers(List<ModelLayer> layers)
    {
        foreach (ModelLayer layer in layers)
        {
            bool isConstantSeenAgain = layer is { Kind: LayerKind.Identity, Inputs: [int source, ..] } && IsConstant(source);
            if (isConstantSeenAgain)
            {
                aliases[layer.Output] = Source(layer.Inputs[0]);
                continue;
            }

            try
            {
                nodes[layer.Output] = Activate(Add(layer), layer.Activation);
            }
            catch (Exception exception) when (exception is ArgumentException or OverflowException)
            {
                throw Refusal(layer, SentenceOf(exception));
            }

            if (nodes[layer.Output].Shape.Count > ModelFile.LargestTensor)
            {
                throw Refusal(layer, $"it gives {nodes[layer.Output].Shape} numbers for one picture, too many to compute with");
            }
        }
    }

    private Node Add(ModelLayer layer) => layer.Kind switch
    {
        LayerKind.Identity or LayerKind.Relu or LayerKind.Relu6 => Activate(Input(layer, 0), layer.Kind),
        LayerKind.Convolution => Convolution(layer),
        LayerKind.DepthwiseConvolution => Depthwise(layer),
        LayerKind.Dense => Dense(layer),
        LayerKind.Add or LayerKind.Subtract or LayerKind.Multiply => Arithmetic(layer),
        LayerKind.Minimum => Input(layer, 0).Clip(float.NegativeInfinity, Bound(layer)),
        LayerKind.Maximum => Input(layer, 0).Clip(Bound(layer), float.PositiveInfinity),
        LayerKind.AveragePool => AveragePool(layer),
        LayerKind.MaxPool => Input(layer, 0).MaxPool(Square(layer, layer.Window), Pooling(layer)),
        LayerKind.Mean => Mean(layer),
        LayerKind.Reshape => Reshape(layer),
        LayerKind.Concat => Concat(layer),
        LayerKind.HardSwish => Input(layer, 0).HardSwish(),
        LayerKind.Sigmoid => Input(layer, 0).Sigmoid(),
        LayerKind.Softmax => Input(layer, 0).Softmax(),
        LayerKind.Pad => Pad(layer),
        _ => throw Refusal(layer, "it is of a kind that is not known here; convert the network to ONNX, or choose taps before it"),
    };

    private Node Convolution(ModelLayer layer)
    {
        ModelConstant kernel = Kernel(layer);
        Node input = Input(layer, 0);
        CheckDimensions(layer, kernel, rank: 4);
        if (kernel.Dimensions[2] != input.Shape.Channels)
        {
            throw Refusal(layer, $"its kernel is for {kernel.Dimensions[2]} channels and {input.Shape.Channels} come in; convolutions by groups are not known here");
        }

        var operation = new Convolution(kernel.Dimensions[3], kernel.Dimensions[0], kernel.Dimensions[1], Settings(layer));
        return WithNumbers(layer, new Node(operation, input), kernel);
    }

    private Node Depthwise(ModelLayer layer)
    {
        // [row][column][channel][1], which TFLite writes as [1][row][column][channel].
        ModelConstant kernel = Read(layer, 1);
        CheckDimensions(layer, kernel, rank: 4);
        int[] dimensions = file.HasOutputsFirst ? [.. kernel.Dimensions[1..], kernel.Dimensions[0]] : kernel.Dimensions;
        Node input = Input(layer, 0);
        if (dimensions[2] != input.Shape.Channels || dimensions[3] != 1)
        {
            throw Refusal(layer, $"it makes {dimensions[2] * (long)dimensions[3]} channels of {input.Shape.Channels}; one of each is known here");
        }

        var operation = new DepthwiseConvolution(dimensions[0], dimensions[1], Settings(layer));
        return WithNumbers(layer, new Node(operation, input), kernel);
    }

    private Node Dense(ModelLayer layer)
    {
        ModelConstant kernel = Kernel(layer);
        CheckDimensions(layer, kernel, rank: 2);
        Node input = Input(layer, 0);
        input = input.Shape.Rank == 4 ? input.Flatten() : input;
        if (kernel.Dimensions[0] != input.Shape.Channels)
        {
            throw Refusal(layer, $"its kernel is for {kernel.Dimensions[0]} features and {input.Shape.Channels} come in");
        }

        return WithNumbers(layer, input.Dense(kernel.Dimensions[1], HasBias(layer)), kernel);
    }

    private Node Arithmetic(ModelLayer layer)
    {
        CheckInputs(layer, 2);
        (bool isFirstConstant, bool isSecondConstant) = (IsConstant(layer.Inputs[0]), IsConstant(layer.Inputs[1]));
        return (isFirstConstant, isSecondConstant, layer.Kind) switch
        {
            (false, false, LayerKind.Add) => Input(layer, 0).Add(Input(layer, 1)),
            (false, false, LayerKind.Multiply) => Product(Input(layer, 0), Input(layer, 1)),
            (false, true, LayerKind.Multiply) => Affine(layer, 0, scale: Read(layer, 1).Values, shift: [0]),
            (true, false, LayerKind.Multiply) => Affine(layer, 1, scale: Read(layer, 0).Values, shift: [0]),
            (false, true, LayerKind.Add) => Affine(layer, 0, scale: [1], shift: Read(layer, 1).Values),
            (true, false, LayerKind.Add) => Affine(layer, 1, scale: [1], shift: Read(layer, 0).Values),
            (false, true, LayerKind.Subtract) => Affine(layer, 0, scale: [1], shift: Array.ConvertAll(Read(layer, 1).Values, value => -value)),
            (true, false, LayerKind.Subtract) => Affine(layer, 1, scale: [-1], shift: Read(layer, 0).Values),
            _ => throw Refusal(layer, "it joins tensors in a way that is not known here"),
        };
    }

    /// <summary>A gate per channel may stand on either side.</summary>
    private static Node Product(Node first, Node second) =>
        first.Shape.CountPerExample < second.Shape.CountPerExample ? second.Multiply(first) : first.Multiply(second);

    /// <summary>y = x · scale + shift for each channel.</summary>
    private Node Affine(ModelLayer layer, int input, float[] scale, float[] shift)
    {
        Node node = Input(layer, input).Rescaling();
        numbers.Add((node.Parameters[0], PerChannel(layer, scale, node.Shape.Channels)));
        numbers.Add((node.Parameters[1], PerChannel(layer, shift, node.Shape.Channels)));
        return node;
    }

    private float[] PerChannel(ModelLayer layer, float[] values, int channels)
    {
        if (values.Length == channels)
        {
            return values;
        }

        if (values.Length != 1)
        {
            throw Refusal(layer, $"it has {values.Length:N0} numbers for {channels:N0} channels");
        }

        var repeated = new float[channels];
        Array.Fill(repeated, values[0]);
        return repeated;
    }

    private float Bound(ModelLayer layer) => Read(layer, 1).Values is [float bound]
        ? bound
        : throw Refusal(layer, "its bound is not a single number");

    private Node AveragePool(ModelLayer layer)
    {
        Node input = Input(layer, 0);
        bool isGlobal = input.Shape.Rank == 4 && layer.Window == (input.Shape.Height, input.Shape.Width) && !layer.IsSame;
        return isGlobal ? GlobalAverage(input, keepsAxes: true) : input.AveragePool(Square(layer, layer.Window), Pooling(layer));
    }

    private static Node GlobalAverage(Node input, bool keepsAxes)
    {
        Node averaged = input.GlobalAveragePool();
        return keepsAxes ? averaged.Reshape(new Shape(1, 1, 1, input.Shape.Channels)) : averaged;
    }

    private PoolingOptions Pooling(ModelLayer layer) =>
        new() { Stride = Square(layer, layer.Stride), Padding = layer.IsSame ? PaddingRule.Same : PaddingRule.Valid };

    private Node Mean(ModelLayer layer)
    {
        Node input = Input(layer, 0);
        int[] axes = [.. Read(layer, 1).Values.Select(axis => (int)(axis < 0 ? axis + input.Shape.Rank : axis)).Order()];
        if (axes is not [1, 2] || input.Shape.Rank != 4)
        {
            throw Refusal(layer, "it averages over other axes than rows and columns");
        }

        return GlobalAverage(input, layer.KeepsAxes);
    }

    private Node Reshape(ModelLayer layer)
    {
        Node input = Input(layer, 0);
        return input.Shape.Rank == 4 ? input.Flatten() : input;
    }

    private Node Concat(ModelLayer layer)
    {
        Node first = Input(layer, 0);
        bool isAlongChannels = layer.Axis == -1 || layer.Axis == first.Shape.Rank - 1;
        if (!isAlongChannels)
        {
            throw Refusal(layer, "it puts tensors together along another axis than the channels");
        }

        Node[] others = [.. Enumerable.Range(0, layer.Inputs.Count).Skip(1).Where(index => !IsEmpty(layer, index)).Select(index => Input(layer, index))];
        return first.Concat(others);
    }

    private Node Pad(ModelLayer layer)
    {
        Node input = Input(layer, 0);
        int[] sides = Array.ConvertAll(Read(layer, 1).Values, side => (int)side);
        return sides is [0, 0, int top, int bottom, int left, int right, 0, int channels] && sides.All(side => side is >= 0 and <= LargestPadding)
            ? input.Pad(new Padding(top, left, bottom, right), channels)
            : throw Refusal(layer, $"its paddings are {string.Join(", ", sides)}; up to {LargestPadding} rows and columns, and channels behind the others, are known here");
    }

    private ConvolutionOptions Settings(ModelLayer layer)
    {
        if (layer.Dilation != (1, 1))
        {
            throw Refusal(layer, $"its window has gaps (dilation {layer.Dilation.Height} × {layer.Dilation.Width}), which are not known here");
        }

        return new ConvolutionOptions
        {
            Stride = Square(layer, layer.Stride),
            Padding = layer.IsSame ? PaddingRule.Same : PaddingRule.Valid,
            HasBias = HasBias(layer),
        };
    }

    private int Square(ModelLayer layer, (int Height, int Width) size) => size.Height == size.Width && size.Height is > 0 and <= LargestInput
        ? size.Height
        : throw Refusal(layer, $"its window or step is {size.Height} × {size.Width}; equal sides are known here");

    private static Node Activate(Node node, LayerKind activation) => activation switch
    {
        LayerKind.Relu => node.Relu(),
        LayerKind.Relu6 => node.Relu6(),
        _ => node,
    };

    private bool HasBias(ModelLayer layer) => layer.Inputs.Count > 2 && layer.Inputs[2] >= 0;

    private static bool IsEmpty(ModelLayer layer, int index) => layer.Inputs[index] < 0;

    private ModelConstant Kernel(ModelLayer layer)
    {
        ModelConstant kernel = Read(layer, 1);
        return file.HasOutputsFirst && kernel.Dimensions.Length > 1 ? kernel.WithFirstDimensionLast() : kernel;
    }

    private void CheckDimensions(ModelLayer layer, ModelConstant kernel, int rank)
    {
        if (kernel.Dimensions.Length != rank || kernel.Dimensions.Any(size => size < 1))
        {
            throw Refusal(layer, $"its kernel is {string.Join(" × ", kernel.Dimensions)}; {rank} dimensions, each at least 1, are needed");
        }
    }

    private void CheckInputs(ModelLayer layer, int count)
    {
        if (layer.Inputs.Count < count)
        {
            throw Refusal(layer, $"it has {layer.Inputs.Count} inputs and needs {count}");
        }
    }

    private Node WithNumbers(ModelLayer layer, Node node, ModelConstant kernel)
    {
        numbers.Add((node.Parameters[0], kernel.Values));
        if (HasBias(layer))
        {
            numbers.Add((node.Parameters[1], PerChannel(layer, Read(layer, 2).Values, node.Shape.Channels)));
        }

        return node;
    }

    private Node Input(ModelLayer layer, int index)
    {
        CheckInputs(layer, index + 1);
        int tensor = layer.Inputs[index];
        return nodes.TryGetValue(tensor, out Node? node)
            ? node
            : throw Refusal(layer, "it reads a tensor that no layer before it makes: the layers are out of order, or go round in a circle");
    }

    private int Source(int tensor) => aliases.GetValueOrDefault(tensor, tensor);

    private bool IsConstant(int tensor) => tensor >= 0 && !nodes.ContainsKey(tensor) && file.IsConstant(Source(tensor));

    private ModelConstant Read(ModelLayer layer, int index)
    {
        CheckInputs(layer, index + 1);
        int tensor = layer.Inputs[index];
        if (!IsConstant(tensor))
        {
            throw Refusal(layer, $"its input {index} must stand in the file, and is computed");
        }

        // Layers may share bytes; a stranger's could share them a million times.
        bytesRead += file.BytesOf(Source(tensor));
        if (bytesRead > 2 * file.ByteCount)
        {
            file.Refuse("it uses the same numbers over and over, and would take far more memory than its size");
        }

        return file.Read(Source(tensor));
    }

    /// <summary>What a tap gives: a picture's channels averaged, vectors as they are.</summary>
    private Node Features(int tap)
    {
        if (!nodes.TryGetValue(tap, out Node? node))
        {
            throw file.Refusal($"the tensor '{file.NameOf(tap)}' is not made by a layer, so that it cannot be a tap");
        }

        return node.Shape.Rank == 4 ? node.GlobalAveragePool() : node;
    }

    private TensorFlowNetwork Finish(Node input, int[] taps)
    {
        Node[] features = Array.ConvertAll(taps, Features);
        Node output = features.Length == 1 ? features[0] : features[0].Concat(features[1..]);
        Graph graph;
        try
        {
            graph = new Graph(input, output.Freeze());
        }
        catch (ArgumentException exception)
        {
            throw file.Refusal(SentenceOf(exception));
        }

        var weights = Weights.Zeros(graph);
        foreach ((Parameter parameter, float[] values) in numbers.Where(entry => weights.Contains(entry.Parameter)))
        {
            values.CopyTo(weights[parameter].Values);
        }

        return new TensorFlowNetwork(graph, weights);
    }

    private static string SentenceOf(Exception exception) => exception.Message.Split(" (Parameter", 2)[0].TrimEnd('.');

    private DiscernException Refusal(ModelLayer layer, string reason) =>
        file.Refusal($"of its layer '{file.NameOf(layer.Output)}' ({layer.KindInFile}), {reason}");
}
