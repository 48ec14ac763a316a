using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Discern.Runs;

namespace Discern.Comparing;

/// <summary>What a comparison found: what <c>comparison.json</c> holds.</summary>
public sealed record Comparison
{
    /// <summary>Below this probability a difference counts as more than chance: the counterpart of 95 % intervals.</summary>
    public const double Significance = 0.05;

    // Letters of every script are written as they are; those that mean something to HTML are still escaped.
    private static readonly ComparisonJson Json = new(new JsonSerializerOptions(ComparisonJson.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    /// <summary>What was compared.</summary>
    public required ComparisonKind Kind { get; init; }

    /// <summary>The version of Discern.</summary>
    public required string Version { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The folder of the pictures.</summary>
    public required string Data { get; init; }

    /// <summary>How many pictures judge.</summary>
    public required int Pictures { get; init; }

    /// <summary>The classes.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>How many of those pictures each class has.</summary>
    public required IReadOnlyList<int> ClassCounts { get; init; }

    /// <summary>The smallest class, which recall, precision, F1 and average precision are of.</summary>
    public required string RareClass { get; init; }

    /// <summary>The figure that decides.</summary>
    public required ComparedMetric Metric { get; init; }

    /// <summary>What each contender is compared with.</summary>
    public required string Reference { get; init; }

    /// <summary>All contenders, the reference first.</summary>
    public required IReadOnlyList<Contender> Contenders { get; init; }

    /// <summary>What to do, as sentences.</summary>
    public required string Verdict { get; init; }

    /// <summary>What the user should know, as sentences.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>The pictures that were left out, with the reason.</summary>
    public IReadOnlyList<SkippedPicture> Skipped { get; init; } = [];

    /// <summary>How remedies were learnt with; null for runs.</summary>
    public string? Recipe { get; init; }

    /// <summary>The pretrained body; null where there is none.</summary>
    public string? Backbone { get; init; }

    /// <summary>How many folds each repeat has; null for runs.</summary>
    public int? Folds { get; init; }

    /// <summary>How often the pictures were dealt into folds anew; null for runs.</summary>
    public int? Repeats { get; init; }

    /// <summary>The seed of folds and draws.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How long it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>The document as indented JSON with camelCase members.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json.Comparison);

    /// <summary>Writes <c>comparison.json</c>.</summary>
    /// <param name="folder">The folder, which is there.</param>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    public void Save(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        AtomicFile.WriteText(Path.Combine(folder, "comparison.json"), text => text.WriteLine(ToJson()));
    }
}
