using System.Runtime.InteropServices;
using Discern.Neural.Graphs;
using Discern.Neural.Onnx.Messages;
using Google.Protobuf;

namespace Discern.Neural.Onnx.Writing;

/// <summary>Gathers the nodes and numbers of a file.</summary>
internal sealed class GraphExport(Graph graph, Weights weights)
{
    private readonly Dictionary<Node, string> names = [];
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    public GraphProto Proto { get; } = new() { Name = "discern" };

    public Weights Weights => weights;

    public string NameOf(Node node) => names[node];

    /// <summary>Writes all layers.</summary>
    /// <param name="input">The tensor that the graph's input is, channels first.</param>
    /// <param name="output">The name that the graph's output gets.</param>
    public void Write(string input, string output)
    {
        names[graph.InputNode] = input;
        foreach (Node node in graph.Nodes.Where(node => node.Inputs.Count > 0))
        {
            OperationWriter writer = OperationWriter.Of(node.Operation.GetType())
                ?? throw new ArgumentException($"No writer knows how to say {node.Kind} in ONNX.");
            names[node] = node == graph.OutputNode ? output : Fresh(graph.NameOf(node));
            writer.Write(new NodeExport(this, node, names[node]));
        }

        if (graph.OutputNode == graph.InputNode)
        {
            Add("Identity", [input], output);
        }
    }

    /// <summary>A name that nothing else has.</summary>
    public string Fresh(string name)
    {
        string fresh = name;
        for (int number = 1; !used.Add(fresh); number++)
        {
            fresh = $"{name}_{number}";
        }

        return fresh;
    }

    /// <summary>Adds a node.</summary>
    /// <returns>The name of its output.</returns>
    public string Add(string opType, IEnumerable<string> inputs, string output, params AttributeProto[] attributes)
    {
        var node = new NodeProto { Name = output, OpType = opType };
        node.Input.AddRange(inputs);
        node.Output.Add(output);
        node.Attribute.AddRange(attributes);
        Proto.Node.Add(node);
        return output;
    }

    /// <summary>Adds floats.</summary>
    /// <returns>The name that they got.</returns>
    public string Floats(string name, ReadOnlySpan<float> values, ReadOnlySpan<long> dims) =>
        Add(name, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), dims);

    /// <summary>Adds a list of whole numbers.</summary>
    /// <returns>The name that it got.</returns>
    public string Integers(string name, ReadOnlySpan<long> values) =>
        Add(name, TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values), [values.Length]);

    private string Add(string name, TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes, ReadOnlySpan<long> dims)
    {
        var tensor = new TensorProto { Name = Fresh(name), DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        tensor.Dims.AddRange(dims.ToArray());
        Proto.Initializer.Add(tensor);
        return tensor.Name;
    }
}
