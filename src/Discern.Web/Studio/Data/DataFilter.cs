using System.Globalization;
using Discern.Cleaning;
using Discern.Datasets;
using Discern.Web.Studio.Mapping;
using Microsoft.AspNetCore.Http;

namespace Discern.Web.Studio.Data;

/// <summary>Which pictures are shown; what is null, or empty, does not matter.</summary>
public sealed record DataFilter
{
    /// <summary>The name of a class.</summary>
    public string? Class { get; init; }

    /// <summary>A split.</summary>
    public Split? Split { get; init; }

    /// <summary>What a cleaning found.</summary>
    public IssueKind? Issue { get; init; }

    /// <summary>Text that occurs in the path, in any case.</summary>
    public string? Text { get; init; }

    /// <summary>The name of a run: its answers are shown, and the pictures that it is least sure of come first.</summary>
    public string? Run { get; init; }

    /// <summary>With a run: only pictures whose answer is at most so sure, 0 to 1.</summary>
    public double? Sureness { get; init; }

    /// <summary>With a run: only pictures that it takes for another class.</summary>
    public bool IsMistaken { get; init; }

    /// <summary>A part of a map of the pictures.</summary>
    public MapArea? Area { get; init; }

    /// <summary>The filter as the part of an address behind the question mark; empty where everything is shown.</summary>
    public string Query
    {
        get
        {
            (string Name, string? Value)[] parts =
            [
                ("class", Class), ("split", Split?.ToString()), ("issue", Issue is { } issue ? IssueKinds.Name(issue) : null), ("text", Text), ("run", Run),
                ("sureness", Sureness?.ToString("R", CultureInfo.InvariantCulture)), ("mistaken", IsMistaken ? "on" : null), ("area", Area?.ToString()),
            ];
            return string.Join('&', parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
        }
    }

    /// <summary>Reads a filter from an address.</summary>
    /// <param name="query">The part behind the question mark: text from outside.</param>
    /// <exception cref="ArgumentException">There is no such split or issue, or the sureness is no share.</exception>
    internal static DataFilter Of(IQueryCollection query) => new()
    {
        Class = Told(query, "class"),
        Split = Told(query, "split") is { } split
            ? Enum.TryParse<Split>(split, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : throw new ArgumentException($"There is no split '{split}'.")
            : null,
        Issue = Told(query, "issue") is { } name
            ? IssueKinds.All.Where(kind => IssueKinds.Name(kind).Equals(name, StringComparison.Ordinal)).Select(kind => (IssueKind?)kind).FirstOrDefault() ?? throw new ArgumentException($"There is no kind '{name}' of issues.")
            : null,
        Text = Told(query, "text"),
        Run = Told(query, "run"),
        Sureness = Told(query, "sureness") is { } share
            ? double.TryParse(share, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1 ? number : throw new ArgumentException($"The sureness is '{share}'; give a share from 0 to 1.")
            : null,
        IsMistaken = Told(query, "mistaken") is not null,
        Area = Told(query, "area") is { } area ? MapArea.Parse(area) : null,
    };

    /// <summary>Whether a picture is shown, as far as its place on a map does not matter.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="answer">What the run says of it; null where it says nothing.</param>
    internal bool Matches(DataPicture picture, RunAnswer? answer) =>
        (Class is null || string.Equals(picture.Class, Class, StringComparison.Ordinal))
        && (Split is null || picture.Split == Split)
        && (Issue is null || picture.Issues.Any(issue => issue.Kind == Issue))
        && (Text is null || picture.Path.Contains(Text, StringComparison.OrdinalIgnoreCase))
        && (Sureness is null || answer is { } sure && sure.Probability <= Sureness)
        && (!IsMistaken || (answer is { } told && !string.Equals(told.Class, picture.Class, StringComparison.Ordinal)));

    private static string? Told(IQueryCollection query, string name) => query[name] is [{ Length: > 0 } text, ..] ? text : null;
}
