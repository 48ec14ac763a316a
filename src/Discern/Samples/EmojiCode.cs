namespace Discern.Samples;

/// <summary>The code points of an emoji, by which drawings of several artists are matched and grouped.</summary>
internal static class EmojiCode
{
    private const string VariationSelector = "fe0f";
    private const string Person = "1f9d1";

    private static readonly HashSet<string> SkinTones = ["1f3fb", "1f3fc", "1f3fd", "1f3fe", "1f3ff"];

    /// <summary>What tells variants of one emoji apart: skin tones, the joiner, female and male sign, the arrow of "facing right".</summary>
    private static readonly HashSet<string> Variants = [.. SkinTones, "200d", "2640", "2642", "27a1"];

    /// <summary>Boy, girl, child, man, woman, old man, old woman, older person: a person each.</summary>
    private static readonly HashSet<string> People = ["1f466", "1f467", "1f9d2", "1f468", "1f469", "1f474", "1f475", "1f9d3"];

    /// <summary>Code points as all artists' file names can be compared: lower case, hyphens, no leading zeros, no variation selector.</summary>
    /// <example><c>002A-FE0F-20E3</c> becomes <c>2a-20e3</c>.</example>
    public static string Normalize(string code) =>
        string.Join('-', Points(code).Where(point => point is not VariationSelector));

    /// <summary>Whether the emoji is drawn with a skin tone instead of the plain yellow.</summary>
    public static bool HasSkinTone(string code) => Points(code).Any(SkinTones.Contains);

    /// <summary>What all variants of an emoji have in common: an astronaut, a man astronaut and a woman astronaut of dark skin are one.</summary>
    public static string Group(string code)
    {
        var points = Points(code).Where(point => point is not VariationSelector && !Variants.Contains(point)).ToList();
        return points.Count == 0
            ? Normalize(code)
            : string.Join('-', points.Select(point => People.Contains(point) ? Person : point));
    }

    private static IEnumerable<string> Points(string code) =>
        code.ToLowerInvariant().Split('-', '_').Select(point => point.TrimStart('0'));
}
