using System.Text;

namespace Discern.Cleaning.Adding;

/// <summary>Names of files from outside, made fit for a folder of ours.</summary>
internal static class FileNames
{
    // File systems take 255 bytes; a number and an ending have to fit behind.
    private const int MostBytes = 180;

    private static readonly System.Buffers.SearchValues<char> s_forbidden = System.Buffers.SearchValues.Create("<>:\"/\\|?*");

    /// <summary>The last part of a path, without what a file system forbids or hides; where nothing is left, "picture".</summary>
    public static string Safe(string name)
    {
        string last = name.Split('/', '\\')[^1];
        string extension = Cleaned(Path.GetExtension(last), MostBytes / 4);
        string stem = Cleaned(Path.GetFileNameWithoutExtension(last), MostBytes).TrimStart('.').Trim();
        return (stem.Length == 0 ? "picture" : stem) + extension.TrimEnd('.', ' ');
    }

    private static string Cleaned(string text, int mostBytes)
    {
        var kept = new StringBuilder();
        int bytes = 0;
        foreach (Rune rune in text.EnumerateRunes().TakeWhile(rune => (bytes += rune.Utf8SequenceLength) <= mostBytes))
        {
            bool isForbidden = Rune.IsControl(rune) || rune == Rune.ReplacementChar || (rune.IsBmp && s_forbidden.Contains((char)rune.Value));
            kept.Append(isForbidden ? "_" : rune.ToString());
        }

        return kept.ToString();
    }
}
