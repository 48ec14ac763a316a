namespace Discern.Web.Reports;

/// <summary>One row of the network's table.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Kind">What it does, as "Convolution".</param>
/// <param name="Output">Shape of its output for one picture, as "62 × 62 × 32".</param>
/// <param name="Parameters">Numbers that it learns or holds.</param>
public sealed record NetworkLayer(string Name, string Kind, string Output, long Parameters);
