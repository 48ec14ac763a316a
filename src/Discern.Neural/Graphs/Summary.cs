namespace Discern.Neural.Graphs;

/// <summary>A network as a table in Keras' manner.</summary>
public static class Summary
{
    /// <summary>One row per layer, in the order of computing, the input first.</summary>
    public static IReadOnlyList<SummaryRow> Of(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return [.. graph.Nodes.Select(node => new SummaryRow(
            graph.NameOf(node),
            node.Kind,
            node.Shape,
            node.Parameters.Sum(parameter => parameter.Shape.Count)))];
    }
}
