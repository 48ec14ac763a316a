namespace Discern.Pixels;

/// <summary>Counts pixels of one colour, class and group together.</summary>
internal sealed class PixelTableBuilder
{
    private readonly Dictionary<(int Colour, int Label, int Group), int> counts = [];

    /// <summary>Adds one pixel.</summary>
    public void Add(Colour colour, int label, int group)
    {
        ref int count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, (colour.Code, label, group), out _);
        count = checked(count + 1);
    }

    /// <summary>The table, its rows in an order that does not depend on that of the pixels.</summary>
    public PixelTable ToTable(IReadOnlyList<string> classes, PixelGrouping grouping) => new(
        classes,
        [.. counts.OrderBy(each => each.Key).Select(each => new PixelRow(new Colour(each.Key.Colour), each.Key.Label, each.Key.Group, each.Value))],
        grouping);
}
