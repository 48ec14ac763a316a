namespace Discern.Web.Charts;

/// <summary>Colours for lines that have no meaning of their own, by place.</summary>
internal static class SeriesColours
{
    private static readonly string[] s_colours = ["var(--test)", "var(--training)", "var(--validation)", "var(--fourth)", "var(--fifth)"];

    /// <summary>The colour of a place.</summary>
    public static string Of(int place) => s_colours[place % s_colours.Length];
}
