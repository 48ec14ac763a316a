using Discern.Neural.Onnx.Reading.Nodes;

namespace Discern.Neural.Onnx.Reading;

/// <summary>Turns nodes of some kinds into nodes of a graph. Adding a kind is adding a class and its name here; the tests look for those that are missing.</summary>
internal abstract class NodeReader
{
    private static readonly Dictionary<string, NodeReader> Readers = new NodeReader[]
        {
            new ActivationReader(),
            new ArithmeticReader(),
            new ConcatReader(),
            new ConvolutionReader(),
            new DenseReader(),
            new GlobalPoolingReader(),
            new NormalizationReader(),
            new PadReader(),
            new PartReader(),
            new PoolingReader(),
            new ResizeReader(),
            new ShapeReader(),
            new SlopeReader(),
            new SoftmaxReader(),
            new ViewReader(),
        }
        .SelectMany(reader => reader.OpTypes.Select(name => (name, reader)))
        .ToDictionary(entry => entry.name, entry => entry.reader, StringComparer.Ordinal);

    /// <summary>The kinds, as ONNX names them.</summary>
    public abstract IReadOnlyList<string> OpTypes { get; }

    /// <summary>Reads one node and sets its outputs.</summary>
    public abstract void Read(NodeImport node);

    /// <summary>The reader of a kind of nodes; null where there is none.</summary>
    public static NodeReader? Of(string opType) => Readers.GetValueOrDefault(opType);
}
