using Spectre.Console;

namespace Discern.Cli.Rendering;

/// <summary>The one look that all tables have: a line under the headings and nothing else.</summary>
internal static class Tables
{
    /// <summary>A table with these headings.</summary>
    public static Table Plain(params string[] headings)
    {
        var table = new Table { Border = TableBorder.Simple, UseSafeBorder = false };
        foreach (var heading in headings)
        {
            table.AddColumn(new TableColumn(new Text(heading)) { NoWrap = false });
        }

        return table;
    }

    /// <summary>Aligns the columns from <paramref name="first"/> on to the right, as numbers are read.</summary>
    public static Table WithNumbersFrom(this Table table, int first)
    {
        foreach (var column in table.Columns.Skip(first))
        {
            column.Alignment = Justify.Right;
        }

        return table;
    }
}
