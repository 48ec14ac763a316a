namespace Discern.Web.Components;

/// <summary>One cell of a <see cref="HeatMap"/>.</summary>
/// <param name="Text">What is written in it.</param>
/// <param name="Heat">How strongly it is coloured, 0 to 1; NaN is 0.</param>
public readonly record struct HeatCell(string Text, double Heat);
