using System.Globalization;
using System.Text;

namespace Discern.Web.Serving;

/// <summary>What to call a picture that a stranger sent: his name for it, made harmless.</summary>
internal static class UploadName
{
    private const int Longest = 200;

    /// <summary>The last part of a path, without control characters, at most 200 characters long; where nothing is left, its number.</summary>
    /// <param name="name">The name as it was sent; null for none.</param>
    /// <param name="index">The picture's place in the request, from 0.</param>
    public static string Of(string? name, int index)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var visible = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
        {
            if (!IsInvisible(rune) && visible.Length + rune.Utf16SequenceLength <= Longest)
            {
                visible.Append(rune);
            }
        }

        var shown = visible.ToString().Trim();
        return shown.Length > 0 ? shown : string.Create(CultureInfo.InvariantCulture, $"picture {index + 1}");
    }

    // Marks of direction are among the formats: they make a name look like another.
    private static bool IsInvisible(Rune rune) =>
        rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
