namespace Discern.Web.Components;

/// <summary>One cell of a <see cref="HeatMap"/>.</summary>
/// <param name="Text">What is written in it.</param>
/// <param name="Heat">How strongly it is coloured, 0 to 1; NaN is 0.</param>
/// <param name="Link">The part of the page that tells more, by its id; null where none does.</param>
public readonly record struct HeatCell(string Text, double Heat, string? Link = null);
