namespace Discern.Datasets;

/// <summary>The parts that sentences to the user share.</summary>
internal static class Sentence
{
    private const int NamesShown = 5;

    /// <summary>A number with its noun: <c>1 picture</c>, <c>7 pictures</c>.</summary>
    public static string Count(long count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    /// <summary>Names in quotes, the first few of many.</summary>
    public static string Names(IEnumerable<string> names)
    {
        string[] all = [.. names];
        string shown = string.Join(", ", all.Take(NamesShown).Select(name => $"'{name}'"));
        return all.Length > NamesShown ? $"{shown} and {all.Length - NamesShown} more" : shown;
    }
}
