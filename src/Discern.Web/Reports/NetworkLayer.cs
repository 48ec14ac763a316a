using Discern.Neural.Graphs;

namespace Discern.Web.Reports;

/// <summary>One row of the network's table.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Kind">What it does, as "Convolution".</param>
/// <param name="Output">Shape of its output for one picture, as "62 × 62 × 32".</param>
/// <param name="Parameters">Numbers that it learns or holds.</param>
public sealed record NetworkLayer(string Name, string Kind, string Output, long Parameters)
{
    /// <summary>A row of a network's summary.</summary>
    public static NetworkLayer From(SummaryRow row)
    {
        ArgumentNullException.ThrowIfNull(row);

        // The first dimension is the batch, which the network does not determine.
        var sides = Enumerable.Range(1, row.Output.Rank - 1).Select(i => row.Output[i]);
        return new NetworkLayer(row.Name, row.Kind, string.Join(" × ", sides), row.Parameters);
    }
}
