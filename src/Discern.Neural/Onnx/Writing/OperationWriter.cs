namespace Discern.Neural.Onnx.Writing;

/// <summary>Writes one kind of operation as nodes of an ONNX file. Adding a kind is adding a class: writers are found by reflection.</summary>
internal abstract class OperationWriter
{
    private static readonly Dictionary<Type, OperationWriter> Writers = typeof(OperationWriter).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(OperationWriter)) && !type.IsAbstract)
        .Select(type => (OperationWriter)Activator.CreateInstance(type)!)
        .SelectMany(writer => writer.Operations.Select(operation => (operation, writer)))
        .ToDictionary(entry => entry.operation, entry => entry.writer);

    /// <summary>The kinds of operations that it writes.</summary>
    public abstract IReadOnlyList<Type> Operations { get; }

    /// <summary>Writes the nodes that compute a layer's output.</summary>
    public abstract void Write(NodeExport node);

    /// <summary>The writer of a kind of operation; null where there is none.</summary>
    public static OperationWriter? Of(Type operation) => Writers.GetValueOrDefault(operation);
}
