namespace Discern.Neural.Onnx.Reading;

/// <summary>Turns nodes of some kinds into nodes of a graph. Adding a kind is adding a class: readers are found by reflection.</summary>
internal abstract class NodeReader
{
    private static readonly Dictionary<string, NodeReader> Readers = typeof(NodeReader).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(NodeReader)) && !type.IsAbstract)
        .Select(type => (NodeReader)Activator.CreateInstance(type)!)
        .SelectMany(reader => reader.OpTypes.Select(name => (name, reader)))
        .ToDictionary(entry => entry.name, entry => entry.reader, StringComparer.Ordinal);

    /// <summary>The kinds, as ONNX names them.</summary>
    public abstract IReadOnlyList<string> OpTypes { get; }

    /// <summary>Reads one node and sets its outputs.</summary>
    public abstract void Read(NodeImport node);

    /// <summary>The reader of a kind of nodes; null where there is none.</summary>
    public static NodeReader? Of(string opType) => Readers.GetValueOrDefault(opType);
}
