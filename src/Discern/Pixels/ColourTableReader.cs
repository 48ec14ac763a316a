using System.Globalization;

namespace Discern.Pixels;

/// <summary>Reads a table of labelled colours: text, one pixel on a line, its numbers between tabs, commas, semicolons or blanks.</summary>
/// <remarks>
/// A first line that is no row of numbers names the columns: blue, green, red (or b, g, r) and label (or class), in any order. Without one they stand in the order
/// that is asked for, which by default is that of the UCI repository's "Skin segmentation": blue, green, red, label.
/// </remarks>
public static class ColourTableReader
{
    /// <summary>The order of columns without a heading.</summary>
    public const string UsualColumns = "blue,green,red,label";

    private const int MostClasses = 100;

    private static readonly char[] Separators = ['\t', ',', ';', ' '];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">The order of the columns where no heading says it, such as <see cref="UsualColumns"/>.</param>
    /// <param name="names">What labels are called, such as "1" → "skin"; null or absent for the labels themselves.</param>
    /// <exception cref="DiscernException">The file cannot be read, or a line is no pixel; the sentence says which.</exception>
    /// <exception cref="ArgumentException">The columns are not the four, each once, or a name is for a label that is not there.</exception>
    public static PixelTable Read(string path, string columns = UsualColumns, IReadOnlyDictionary<string, string>? names = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            using var text = new StreamReader(path);
            return Read(text, path, Columns.Parse(columns) ?? throw Columns.Wrong(columns), names ?? new Dictionary<string, string>(StringComparer.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The colour table '{path}' cannot be read: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    private static PixelTable Read(StreamReader text, string path, Columns columns, IReadOnlyDictionary<string, string> names)
    {
        var builder = new PixelTableBuilder();
        var labels = new List<string>();
        int number = 0;
        while (text.ReadLine() is { } line)
        {
            number++;
            string[] cells = line.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (cells.Length == 0)
            {
                continue;
            }

            if (number == 1 && Columns.Parse(string.Join(',', cells)) is { } heading)
            {
                columns = heading;
                continue;
            }

            Colour colour = columns.Colour(cells) ?? throw Malformed(path, number, columns);
            builder.Add(colour, Label(labels, cells[columns.Label], path, number), group: colour.Code);
        }

        if (labels.Count < 2)
        {
            throw new DiscernException(labels.Count == 0
                ? $"The colour table '{path}' has no pixels. It needs a line for each: {columns}."
                : $"All pixels of '{path}' have the label '{labels[0]}': there is nothing to tell apart. Add pixels of another class.");
        }

        return Named(builder.ToTable(labels, PixelGrouping.Colour), path, names);
    }

    private static int Label(List<string> labels, string name, string path, int line)
    {
        int label = labels.IndexOf(name);
        if (label >= 0)
        {
            return label;
        }

        labels.Add(name);
        return labels.Count <= MostClasses
            ? labels.Count - 1
            : throw new DiscernException($"Line {line} of '{path}' brings the {labels.Count}th label: more than {MostClasses} are hardly classes. Is the label in another column? Say --columns.");
    }

    // Labels in their own order, not in that in which the file happens to name them.
    private static PixelTable Named(PixelTable table, string path, IReadOnlyDictionary<string, string> names)
    {
        if (names.Keys.FirstOrDefault(label => !table.Classes.Contains(label, StringComparer.Ordinal)) is { } unknown)
        {
            throw new ArgumentException($"'{path}' has no label '{unknown}'. Its labels are {string.Join(", ", table.Classes.Select(label => $"'{label}'"))}.", nameof(names));
        }

        int[] order = [.. Enumerable.Range(0, table.Classes.Count).OrderBy(label => table.Classes[label], StringComparer.Ordinal)];
        string[] classes = [.. order.Select(label => names.GetValueOrDefault(table.Classes[label], table.Classes[label]))];
        return new PixelTable(classes, [.. table.Rows.Select(row => row with { Label = Array.IndexOf(order, row.Label) })], table.Grouping);
    }

    private static DiscernException Malformed(string path, int line, Columns columns) =>
        new($"Line {line} of '{path}' is no pixel. Each line has {columns}: three whole numbers from 0 to 255 and a label. Another order is said with --columns.");

    /// <summary>Where the numbers of a pixel stand.</summary>
    private sealed record Columns(int Blue, int Green, int Red, int Label)
    {
        private static readonly string[][] Names = [["blue", "b"], ["green", "g"], ["red", "r"], ["label", "class"]];

        public static Columns? Parse(string text)
        {
            string[] given = text.Split(',', StringSplitOptions.TrimEntries);
            int[] places = [.. Names.Select(names => Array.FindIndex(given, cell => names.Contains(cell, StringComparer.OrdinalIgnoreCase)))];
            return given.Length == Names.Length && places.All(place => place >= 0) && places.Distinct().Count() == Names.Length
                ? new Columns(places[0], places[1], places[2], places[3])
                : null;
        }

        public static ArgumentException Wrong(string text) =>
            new($"The columns '{text}' are not blue, green, red and label, each once, such as '{UsualColumns}'.");

        public Colour? Colour(string[] cells) =>
            cells.Length == Names.Length && Part(cells[Red]) is { } red && Part(cells[Green]) is { } green && Part(cells[Blue]) is { } blue
                ? Pixels.Colour.Of(red, green, blue)
                : null;

        public override string ToString() =>
            string.Join(", ", new[] { (Blue, "blue"), (Green, "green"), (Red, "red"), (Label, "label") }.OrderBy(each => each.Item1).Select(each => each.Item2));

        private static byte? Part(string cell) => byte.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out byte part) ? part : null;
    }
}
