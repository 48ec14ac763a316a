using System.Text.Json;

namespace Discern.Samples;

/// <summary>Unicode's emoji as the package <c>openmoji</c> lists them.</summary>
internal static class EmojiCatalogue
{
    /// <summary>
    /// Reads the emoji in the list's order: one per code, without skin tones (a tone would only repeat a drawing five times),
    /// single components, and the signs that OpenMoji adds to Unicode's.
    /// </summary>
    /// <param name="packages">The folder <c>node_modules</c>.</param>
    public static IReadOnlyList<Emoji> Read(string packages)
    {
        using var stream = File.OpenRead(Path.Combine(packages, "openmoji", "data", "openmoji.json"));
        using var document = JsonDocument.Parse(stream);
        return
        [
            .. document.RootElement.EnumerateArray()
                .Where(entry => IsDrawnByAll(Text(entry, "group")) && !EmojiCode.HasSkinTone(Text(entry, "hexcode")))
                .Select(entry => new Emoji(EmojiCode.Normalize(Text(entry, "hexcode")), Text(entry, "annotation"), Text(entry, "group") is "food-drink"))
                .DistinctBy(emoji => emoji.Code, StringComparer.Ordinal),
        ];
    }

    private static bool IsDrawnByAll(string group) => group is not "component" && !group.StartsWith("extras", StringComparison.Ordinal);

    private static string Text(JsonElement entry, string property) => entry.GetProperty(property).GetString() ?? "";
}
