using System.Runtime.InteropServices;
using Discern.Neural.Onnx.Messages;
using Discern.Neural.Onnx.Writing;
using Google.Protobuf;

namespace Discern.Neural.Tests.Onnx;

/// <summary>Builds ONNX files node by node, as other programs write them.</summary>
internal sealed class ModelBuilder
{
    private ulong seed = 1;

    public ModelBuilder(int opset, params long[] input)
    {
        Model = new ModelProto { IrVersion = 8, Graph = new GraphProto { Name = "foreign" } };
        Model.OpsetImport.Add(new OperatorSetIdProto { Version = opset });
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(input.Select((dim, axis) => axis == 0
            ? new TensorShapeProto.Types.Dimension { DimParam = "batch" }
            : new TensorShapeProto.Types.Dimension { DimValue = dim }));
        Model.Graph.Input.Add(new ValueInfoProto
        {
            Name = "x",
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1, Shape = shape } },
        });
    }

    public ModelProto Model { get; }

    /// <summary>Adds a node.</summary>
    /// <returns>The name of its output.</returns>
    public string Node(string opType, string[] inputs, params AttributeProto[] attributes)
    {
        string name = $"{opType}{Model.Graph.Node.Count}";
        var node = new NodeProto { Name = $"node_{name}", OpType = opType };
        node.Input.AddRange(inputs);
        node.Output.Add(name);
        node.Attribute.AddRange(attributes);
        Model.Graph.Node.Add(node);
        return name;
    }

    public string Numbers(float[] values, params long[] dims) =>
        Tensor(TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes<float>(values), dims);

    public string Whole(params long[] values) =>
        Tensor(TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes<long>(values), [values.Length]);

    public string Tensor(TensorProto.Types.DataType type, ReadOnlySpan<byte> raw, long[] dims)
    {
        var tensor = new TensorProto { Name = $"w{Model.Graph.Initializer.Count}", DataType = (int)type, RawData = ByteString.CopyFrom(raw) };
        tensor.Dims.AddRange(dims);
        Model.Graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>Random numbers around 0, small enough that deep networks stay finite.</summary>
    public string Random(params long[] dims)
    {
        float[] values = Networks.Normal(dims.Aggregate(1L, (product, dim) => product * dim), seed++);
        return Numbers(Array.ConvertAll(values, value => value * 0.3f), dims);
    }

    /// <summary>Random numbers over 0.</summary>
    public string Positive(long count) => Numbers(Array.ConvertAll(Networks.Normal(count, seed++), value => 0.5f + Math.Abs(value)), count);

    public string Convolution(string input, long filters, long channels, long kernel, params AttributeProto[] attributes) =>
        Node("Conv", [input, Random(filters, channels, kernel, kernel), Random(filters)], attributes);

    public string Normalization(string input, long channels) => Node(
        "BatchNormalization", [input, Positive(channels), Random(channels), Random(channels), Positive(channels)], Attributes.Number("epsilon", 1e-5f));

    public void Save(string output, string path)
    {
        Model.Graph.Output.Clear();
        Model.Graph.Output.Add(new ValueInfoProto { Name = output, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1 } } });
        File.WriteAllBytes(path, Model.ToByteArray());
    }
}
