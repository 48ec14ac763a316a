namespace Discern.Datasets;

/// <summary>The parts that sentences to the user share.</summary>
internal static class Sentence
{
    private const int NamesShown = 5;

    /// <summary>A number with its noun: <c>1 picture</c>, <c>7 pictures</c>.</summary>
    public static string Count(long count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    /// <summary><c> Did you mean 'smote'?</c> for a name that few letters set apart from a known one; else nothing.</summary>
    public static string DidYouMean(string name, IEnumerable<string> known)
    {
        (string? nearest, int distance) = known.Select(other => (other, Distance(name, other))).DefaultIfEmpty().MinBy(pair => pair.Item2);
        return nearest is not null && distance <= (Math.Min(name.Length, nearest.Length) + 1) / 3 ? $" Did you mean '{nearest}'?" : "";
    }

    /// <summary>Names in quotes, the first few of many.</summary>
    public static string Names(IEnumerable<string> names)
    {
        string[] all = [.. names];
        string shown = string.Join(", ", all.Take(NamesShown).Select(name => $"'{name}'"));
        return all.Length > NamesShown ? $"{shown} and {all.Length - NamesShown} more" : shown;
    }

    /// <summary>How many letters are put in, left out or changed on the way from one word to the other (Levenshtein, 1966).</summary>
    private static int Distance(string from, string to)
    {
        int[] before = [.. Enumerable.Range(0, to.Length + 1)];
        for (int row = 1; row <= from.Length; row++)
        {
            int[] here = new int[before.Length];
            here[0] = row;
            for (int column = 1; column <= to.Length; column++)
            {
                int changed = before[column - 1] + (from[row - 1] == to[column - 1] ? 0 : 1);
                here[column] = Math.Min(changed, 1 + Math.Min(before[column], here[column - 1]));
            }

            before = here;
        }

        return before[^1];
    }
}
