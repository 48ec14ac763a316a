using Discern.Neural.Graphs;
using Discern.Neural.Onnx.Messages;

namespace Discern.Neural.Onnx.Reading;

/// <summary>Turns the nodes of one file into one graph.</summary>
internal sealed class ModelImport(ModelFile file, OnnxReadOptions options)
{
    private const int OldestOpset = 7;
    private const int NewestOpset = 21;

    // The values of one example at one node: 256 MiB of floats, far over what any network makes of a picture.
    private const long MostValues = 1L << 26;

    // Numbers made out of few, such as one slope for all channels: so many beside what the files themselves hold.
    private const long SpareNumbers = 1L << 24;

    private readonly Dictionary<string, Value> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Constant> constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorProto> initializers = new(StringComparer.Ordinal);
    private readonly List<(Parameter Parameter, float[] Numbers)> loads = [];
    private readonly List<string> remarks = [];
    private long madeNumbers;

    public ModelFile File => file;

    public long Opset { get; } = file.Model.OpsetImport.FirstOrDefault(opset => opset.Domain is "" or "ai.onnx")?.Version ?? 0;

    /// <summary>The examples that the file declares; 1 where it leaves them open.</summary>
    public int Batch { get; private set; } = 1;

    public OnnxModel Run()
    {
        if (Opset is < OldestOpset or > NewestOpset)
        {
            throw file.Refuse($"it is written in opset {Opset}, and Discern reads {OldestOpset} to {NewestOpset}. Export it in opset 17.");
        }

        foreach (TensorProto tensor in file.Model.Graph.Initializer)
        {
            initializers[tensor.Name] = tensor;
        }

        OnnxMetadata metadata = MetadataEntries.Read(file);
        (Node input, OnnxLayout layout) = ReadInput(metadata.Preprocessing is not null && MetadataEntries.IsOurs(file));
        string output = OutputName();
        foreach (NodeProto node in Needed(output))
        {
            Read(node);
        }

        Value result = ValueNamed(output) ?? throw file.Refuse($"its output '{output}' does not depend on its pictures.");
        Graph graph = Guarded(() => new Graph(input, Finish(result, MetadataEntries.IsOurs(file) ? OnnxLayout.ChannelsFirst : layout)));
        return new OnnxModel(graph, Numbers(graph), metadata) { Layout = layout, Remarks = remarks };
    }

    public Value? ValueNamed(string name) => values.GetValueOrDefault(name);

    public bool HasConstant(string name) => constants.ContainsKey(name) || initializers.ContainsKey(name);

    public Constant? ConstantNamed(string name) =>
        constants.TryGetValue(name, out Constant? constant) ? constant
        : initializers.TryGetValue(name, out TensorProto? tensor) ? TensorReader.Read(tensor, file)
        : null;

    public void Set(string name, Value value)
    {
        if (value.CountPerExample > MostValues)
        {
            throw file.Refuse($"its tensor '{name}' has {value.Node.Shape} values, more than any network makes of a picture.");
        }

        values[name] = value;
    }

    public void Set(string name, Constant constant)
    {
        Count(constant.Count);
        constants[name] = constant;
    }

    public void Load(Parameter parameter, float[] numbers)
    {
        Count(numbers.Length);
        loads.Add((parameter, numbers));
    }

    public void Remark(string sentence)
    {
        if (!remarks.Contains(sentence, StringComparer.Ordinal))
        {
            remarks.Add(sentence);
        }
    }

    /// <summary>The output as a graph's: a vector where only one dimension counts, pictures with their channels last.</summary>
    private static Node Finish(Value value, OnnxLayout layout)
    {
        if (value.Dims.Skip(1).Count(dim => dim > 1) <= 1 || value.Rank is < 3 or > 4)
        {
            return value.AsVector();
        }

        bool isChannelsFirst = value.Rank == 4 && (layout == OnnxLayout.ChannelsFirst || value.Settle().Order is [0, 2, 3, 1]);
        return isChannelsFirst ? value.AsPicture() : value.As(Value.Identity(value.Rank));
    }

    /// <summary>Holds the memory for numbers against the size of the files: a weight of 8 bits may become two floats on its way.</summary>
    private void Count(long numbers)
    {
        madeNumbers += numbers;
        if (madeNumbers > (4 * file.Bytes) + SpareNumbers)
        {
            throw file.Refuse($"its {file.Bytes} bytes would become more than {madeNumbers} numbers, which no export of a network does.");
        }
    }

    private void Read(NodeProto proto)
    {
        var node = new NodeImport(this, proto);
        NodeReader reader = (proto.Domain is "" or "ai.onnx" ? NodeReader.Of(proto.OpType) : null)
            ?? throw node.Refuse($"Discern does not know the operation {string.Join('.', new[] { proto.Domain, proto.OpType }.Where(part => part.Length > 0))}. Cut the model before it, or export it with plain operations");
        try
        {
            if (!Folding.TryFold(node))
            {
                reader.Read(node);
            }
        }
        catch (Exception exception) when (exception is ArgumentException or ArithmeticException or IndexOutOfRangeException or InvalidOperationException)
        {
            // Whatever numbers a file may hold, they end in a sentence.
            throw node.Refuse(exception.Message.Split(" (Parameter")[0]);
        }
    }

    private T Guarded<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException)
        {
            throw file.Refuse(exception.Message.Split(" (Parameter")[0]);
        }
    }

    /// <summary>The file's picture input, or where preprocessing ends in a file of ours: the metadata tell the preprocessing.</summary>
    private (Node Node, OnnxLayout Layout) ReadInput(bool isPreprocessed)
    {
        ValueInfoProto[] inputs = [.. file.Model.Graph.Input.Where(input => !initializers.ContainsKey(input.Name))];
        if (inputs is not [{ Type.TensorType.Shape.Dim: { Count: 2 or 4 } dims } input])
        {
            throw file.Refuse(
                $"it must have one input of pictures or vectors and has {inputs.Length}: {string.Join(", ", inputs.Select(each => $"'{each.Name}'"))}.");
        }

        var type = (TensorProto.Types.DataType)input.Type.TensorType.ElemType;
        bool isReadable = type is TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Float16 or TensorProto.Types.DataType.Double or TensorProto.Types.DataType.Uint8;
        if (!isReadable)
        {
            throw file.Refuse($"its input '{input.Name}' is of type {type}; floats and bytes are read.");
        }

        Batch = Size(dims[0], 1, input.Name);
        string name = isPreprocessed ? OnnxNames.Preprocessed : input.Name;
        if (dims.Count == 2)
        {
            Node vectors = Guarded(() => Graph.Input(Size(dims[1], 0, input.Name)));
            values[name] = Value.Plain(vectors, Batch, vectors.Shape.Channels);
            return (vectors, OnnxLayout.Vectors);
        }

        bool isLast = MetadataEntries.IsOurs(file) || (dims[3].DimValue is 1 or 3 && dims[1].DimValue is not (1 or 3));
        int height = Size(dims[isLast ? 1 : 2], options.Height, input.Name);
        int width = Size(dims[isLast ? 2 : 3], options.Width, input.Name);
        int channels = Size(dims[isLast ? 3 : 1], 3, input.Name);
        if ((long)height * width * channels > MostValues)
        {
            throw file.Refuse($"its input of {height} × {width} × {channels} is larger than any picture that a network takes.");
        }

        Node node = Guarded(() => Graph.Input(height, width, channels));
        values[name] = isLast ? Value.Plain(node, Batch, height, width, channels) : Value.Picture(node, Batch);
        return (node, isLast ? OnnxLayout.ChannelsLast : OnnxLayout.ChannelsFirst);
    }

    private int Size(TensorShapeProto.Types.Dimension dimension, int open, string name) => dimension.DimValue switch
    {
        > 0 and <= int.MaxValue => (int)dimension.DimValue,
        0 or -1 when open > 0 => open,
        _ => throw file.Refuse($"its input '{name}' has a dimension of {dimension.DimValue}."),
    };

    private string OutputName()
    {
        if (options.Output is { } named)
        {
            IEnumerable<NodeProto> nodes = file.Model.Graph.Node;
            return nodes.FirstOrDefault(node => node.Output.Contains(named)) is not null ? named
                : nodes.FirstOrDefault(node => string.Equals(node.Name, named, StringComparison.Ordinal))?.Output.FirstOrDefault()
                ?? throw file.Refuse($"it has neither a tensor nor a node named '{named}'. Its last ones are {string.Join(", ", nodes.TakeLast(5).Select(node => $"'{node.Output.FirstOrDefault()}'"))}.");
        }

        bool hasLogits = MetadataEntries.IsOurs(file) && file.Model.Graph.Node.Any(node => node.Output.Contains(OnnxNames.Logits));
        if (file.Model.Graph.Output.Count > 1 && !hasLogits)
        {
            Remark($"The ONNX model '{file.Name}' has {file.Model.Graph.Output.Count} outputs; the first, '{file.Model.Graph.Output[0].Name}', is read.");
        }

        return hasLogits ? OnnxNames.Logits
            : file.Model.Graph.Output.FirstOrDefault()?.Name ?? throw file.Refuse("it has no output.");
    }

    /// <summary>The nodes that the output depends on, in the file's order.</summary>
    private IEnumerable<NodeProto> Needed(string output)
    {
        var makers = new Dictionary<string, NodeProto>(StringComparer.Ordinal);
        foreach (NodeProto node in file.Model.Graph.Node)
        {
            foreach (string name in node.Output.Where(name => name.Length > 0))
            {
                if (!makers.TryAdd(name, node))
                {
                    throw file.Refuse($"two nodes make its tensor '{name}'.");
                }
            }
        }

        var needed = new HashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<string>([output]);
        while (waiting.TryPop(out string? name))
        {
            // What is there already, such as the input, needs no node.
            if (!values.ContainsKey(name) && makers.TryGetValue(name, out NodeProto? maker) && needed.Add(maker))
            {
                foreach (string input in maker.Input)
                {
                    waiting.Push(input);
                }
            }
        }

        return file.Model.Graph.Node.Where(needed.Contains);
    }

    private Weights Numbers(Graph graph)
    {
        var weights = Weights.Zeros(graph);
        foreach ((Parameter parameter, float[] numbers) in loads.Where(load => weights.Contains(load.Parameter)))
        {
            numbers.CopyTo(weights[parameter].Values);
        }

        return weights;
    }
}
