namespace Discern.Explaining;

/// <summary>Where a classifier looks in the pictures of one class, on average.</summary>
/// <param name="Class">The class.</param>
/// <param name="Pictures">How many of its pictures were explained.</param>
/// <param name="Average">The average picture, encoded as PNG.</param>
/// <param name="Map">The average map over it.</param>
/// <param name="BorderShare">The share of the map's strength in the border, an eighth of each side; the border is 44 % of a picture.</param>
/// <param name="Colours">The shares of colours in the map's strength, and in the pictures, most important first.</param>
/// <param name="Sentences">What there is to say, what it may have learnt instead of the class first.</param>
/// <param name="HasShortcut">Whether a shortcut was found.</param>
public sealed record ClassAttention(
    string Class,
    int Pictures,
    byte[] Average,
    byte[] Map,
    double BorderShare,
    IReadOnlyList<ColourShare> Colours,
    IReadOnlyList<string> Sentences,
    bool HasShortcut);
