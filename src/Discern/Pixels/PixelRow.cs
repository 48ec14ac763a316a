namespace Discern.Pixels;

/// <summary>Pixels of one colour and class.</summary>
/// <param name="Colour">Their colour.</param>
/// <param name="Label">Their class, an index into the table's classes.</param>
/// <param name="Group">What they belong to: their colour's number, or their picture's.</param>
/// <param name="Count">How many there are, at least 1.</param>
public readonly record struct PixelRow(Colour Colour, int Label, int Group, int Count);
