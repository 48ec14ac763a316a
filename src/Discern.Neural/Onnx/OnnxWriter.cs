using Discern.Compute;
using Discern.Neural.Graphs;
using Discern.Neural.Onnx.Messages;
using Discern.Neural.Onnx.Writing;
using Google.Protobuf;

namespace Discern.Neural.Onnx;

/// <summary>Writes networks as ONNX files, opset 17, for ONNX Runtime in any language.</summary>
/// <remarks>
/// The file takes <c>input</c>, floats N × H × W × C from 0 to 255 where metadata tell a preprocessing, which it does
/// itself; without one, what the network takes. Pictures must be brought to H × W before, as the metadata entry
/// <c>discern.resize</c> tells. A classifier gives <c>probabilities</c>, N × classes, and <c>label</c>, N whole numbers; a
/// network without class names gives <c>features</c>.
/// </remarks>
/// <example>
/// <code>
/// OnnxWriter.Write(graph, weights, new OnnxMetadata { Classes = ["cat", "dog"], Preprocessing = new() }, "model.onnx");
/// // Microsoft.ML.OnnxRuntime: session.Run([NamedOnnxValue.CreateFromTensor("input", pixels)])
/// </code>
/// </example>
public static class OnnxWriter
{
    private const int OperatorSet = 17;
    private const int IntermediateRepresentation = 8;

    // A protobuf message is below 2 GiB; a sixteenth of it is more than names and nodes take.
    private const long MostParameters = (long)(int.MaxValue / 16 * 15) / sizeof(float);

    /// <summary>Writes a file, beside its place first, so that a reader, or a crash, never sees half of it.</summary>
    /// <param name="graph">The network; its output are logits where the metadata name classes.</param>
    /// <param name="weights">Its numbers.</param>
    /// <param name="metadata">Class names, threshold, resizing and preprocessing.</param>
    /// <param name="path">The file; one of that name is replaced.</param>
    /// <exception cref="ArgumentException">The classes are not as many as the network tells apart, or the preprocessing does not fit its input.</exception>
    /// <exception cref="DiscernException">The file cannot be written, or the network is too large for the format.</exception>
    public static void Write(Graph graph, Weights weights, OnnxMetadata metadata, string path)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (graph.ParameterCount > MostParameters)
        {
            throw new DiscernException($"The network has {graph.ParameterCount:N0} parameters, and an ONNX file holds at most {MostParameters:N0}. Use a smaller network.");
        }

        ModelProto model = Build(graph, weights, metadata);
        string partial = $"{path}.part";
        try
        {
            using (FileStream file = File.Create(partial))
            {
                model.WriteTo(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException(
                $"The file '{path}' cannot be written: {exception.Message} Check that its folder is there, writable and not full.", exception);
        }
    }

    private static ModelProto Build(Graph graph, Weights weights, OnnxMetadata metadata)
    {
        var export = new GraphExport(graph, weights);
        foreach (string reserved in (string[])[OnnxNames.Input, OnnxNames.Preprocessed, OnnxNames.Logits, OnnxNames.Features, OnnxNames.Probabilities, OnnxNames.Label])
        {
            export.Fresh(reserved);
        }

        Shape input = graph.InputNode.Shape;
        bool isClassifier = metadata.Classes.Count > 0;
        string first = metadata.Preprocessing is { } preprocessing ? Preprocessing.Write(export, preprocessing, input) : OnnxNames.Input;
        if (input.Rank == 4)
        {
            first = export.Add("Transpose", [first], export.Fresh("channels_first"), Attributes.Integers("perm", 0, 3, 1, 2));
        }

        export.Proto.Input.Add(Tensor(OnnxNames.Input, TensorProto.Types.DataType.Float, input));
        export.Write(first, isClassifier ? OnnxNames.Logits : OnnxNames.Features);
        if (isClassifier)
        {
            ClassifierHead.Write(export, graph.OutputNode.Shape, metadata);
            export.Proto.Output.Add(Tensor(OnnxNames.Probabilities, TensorProto.Types.DataType.Float, new Shape(1, metadata.Classes.Count)));
            export.Proto.Output.Add(Tensor(OnnxNames.Label, TensorProto.Types.DataType.Int64, new Shape(1)));
        }
        else
        {
            Shape output = graph.OutputNode.Shape;
            Shape stored = output.Rank == 4 ? new Shape(1, output.Channels, output.Height, output.Width) : output;
            export.Proto.Output.Add(Tensor(OnnxNames.Features, TensorProto.Types.DataType.Float, stored));
        }

        var model = new ModelProto
        {
            IrVersion = IntermediateRepresentation,
            ProducerName = "discern",
            Graph = export.Proto,
            DocString = $"Input: floats, batch × rows × columns × channels ({(input.Channels == 1 ? "grey" : "red, green, blue")}), "
                + (metadata.Preprocessing is null ? "as the network takes them." : "0 to 255; preprocessing is inside, resizing is not."),
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = OperatorSet });
        model.MetadataProps.AddRange(MetadataEntries.Write(metadata));
        return model;
    }

    private static ValueInfoProto Tensor(string name, TensorProto.Types.DataType type, Shape shape)
    {
        var dims = new TensorShapeProto();
        dims.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "N" });
        for (int dimension = 1; dimension < shape.Rank; dimension++)
        {
            dims.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = shape[dimension] });
        }

        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = dims } },
        };
    }
}
