using System.Runtime.InteropServices;
using Discern.Neural.Onnx.Messages;
using Google.Protobuf;

namespace Discern.Neural.Tests.Architectures;

/// <summary>Does to an ONNX file what exporters do for inference: normalisation is multiplied into the convolution before it.</summary>
internal static class FoldedNormalization
{
    public static void Write(string path)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        GraphProto graph = model.Graph;
        foreach (NodeProto normalization in graph.Node.Where(node => node.OpType is "BatchNormalization").ToArray())
        {
            NodeProto convolution = graph.Node.Single(node => node.Output.Contains(normalization.Input[0]));
            float epsilon = normalization.Attribute.Single(attribute => attribute.Name is "epsilon").F;
            float[][] parts = [.. normalization.Input.Skip(1).Select(name => Read(graph, name))];
            TensorProto kernel = graph.Initializer.Single(tensor => string.Equals(tensor.Name, convolution.Input[1], StringComparison.Ordinal));
            float[] weights = MemoryMarshal.Cast<byte, float>(kernel.RawData.Span).ToArray();
            float[] bias = convolution.Input.Count > 2 ? Read(graph, convolution.Input[2]) : new float[parts[0].Length];
            int size = weights.Length / bias.Length;
            for (int index = 0; index < weights.Length; index++)
            {
                weights[index] *= Factor(index / size);
            }

            kernel.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(weights.AsSpan()));
            float[] shifts = [.. bias.Select((value, channel) => ((value - parts[2][channel]) * Factor(channel)) + parts[1][channel])];
            var tensor = new TensorProto { Name = $"{convolution.Name}.folded", DataType = 1, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(shifts.AsSpan())) };
            tensor.Dims.Add(shifts.Length);
            graph.Initializer.Add(tensor);
            while (convolution.Input.Count > 2)
            {
                convolution.Input.RemoveAt(2);
            }

            convolution.Input.Add(tensor.Name);
            convolution.Output[0] = normalization.Output[0];
            graph.Node.Remove(normalization);

            float Factor(int channel) => parts[0][channel] / MathF.Sqrt(parts[3][channel] + epsilon);
        }

        File.WriteAllBytes(path, model.ToByteArray());
    }

    private static float[] Read(GraphProto graph, string name) =>
        MemoryMarshal.Cast<byte, float>(graph.Initializer.Single(tensor => string.Equals(tensor.Name, name, StringComparison.Ordinal)).RawData.Span).ToArray();
}
