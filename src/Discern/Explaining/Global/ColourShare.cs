namespace Discern.Explaining;

/// <summary>How much of a map lies on pixels of a colour.</summary>
/// <param name="Colour">The colour's name.</param>
/// <param name="Strength">Its share of the map's strength.</param>
/// <param name="Area">Its share of the pixels.</param>
public sealed record ColourShare(string Colour, double Strength, double Area);
