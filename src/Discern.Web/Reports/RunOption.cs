using System.Text.Json;
using System.Text.RegularExpressions;
using Discern.Runs;

namespace Discern.Web.Reports;

/// <summary>One thing that the run was told or measured: "seed", "1".</summary>
/// <param name="Name">Its name in words.</param>
/// <param name="Value">Its value in words; text from outside.</param>
public sealed partial record RunOption(string Name, string Value)
{
    /// <summary>The value to the last digit, by which two runs are compared; the same as in words where that loses nothing.</summary>
    public string Exact { get; init; } = Value;

    private const double BytesPerMegabyte = 1e6;

    // What a recipe's option that counts bytes ends in, as "cacheBytes" does.
    private const string BytesSuffix = "Bytes";

    /// <summary>All that a run tells of itself: what it was asked, then what it measured, then the machine.</summary>
    public static IReadOnlyList<RunOption> From(RunDescription run) => Distinct([.. Asked(run), .. Measured(run)]);

    /// <summary>What a run was asked: its options and its data.</summary>
    public static IReadOnlyList<RunOption> Asked(RunDescription run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var options = new List<RunOption>
        {
            new("Recipe", run.Recipe),
            new("Network", run.Network),
            new("Parameters", Wording.Count(run.Parameters.Total)),
            new("Size", $"{run.Size} × {run.Size} pixels"),
            new("Channels", run.Channels == 1 ? "1, grey" : $"{run.Channels}, colour"),
            new("Backbone", run.Backbone ?? "none"),
            new("Balance", run.Balance),
            new("Seed", run.Seed.ToString()),
            new("Threads", run.Threads.ToString()),
        };
        options.AddRange(run.Options.SelectMany(option => Told(option.Key, option.Value)));
        if (run.Classes.Count == 2)
        {
            options.Add(new("Threshold", $"{run.Threshold:0.###} for “{run.Classes[1]}”") { Exact = $"{run.Threshold} for “{run.Classes[1]}”" });
        }

        options.AddRange(
        [
            new("Continued from", run.ContinuedFrom ?? "nothing, it began anew"),
            new("Data", run.Dataset.Path),
            new("Data fingerprint", run.Dataset.Fingerprint),
            new("Version of Discern", run.Version),
        ]);
        return Distinct(options);
    }

    private static IReadOnlyList<RunOption> Measured(RunDescription run) =>
    [
        new("Best epoch", run.BestEpoch?.ToString() ?? "none yet"),
        new("Time in all", Seconds(run.Seconds.Total)),
        new("Time for data", Seconds(run.Seconds.Data)),
        new("Time for features", Seconds(run.Seconds.Features)),
        new("Time for training", Seconds(run.Seconds.Training)),
        new("Time for evaluation", Seconds(run.Seconds.Evaluation)),
        new("Peak memory", Megabytes(run.PeakMemoryBytes)),
        new("Vector path", run.VectorPath),
        new("Processor", run.Machine.Processor),
        new("Logical cores", run.Machine.Cores.ToString()),
        new("Operating system", run.Machine.OperatingSystem),
        new("Runtime", run.Machine.Runtime),
    ];

    // A recipe's options repeat some of what every run has; the first telling is the better worded one.
    private static IReadOnlyList<RunOption> Distinct(IEnumerable<RunOption> options) =>
        [.. options.DistinctBy(option => option.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>A recipe's option; one that has parts is told part by part: "Augmentation, shift x".</summary>
    private static IEnumerable<RunOption> Told(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().Select(part => new RunOption($"{Words(key)}, {Lower(Words(part.Name))}", Text(part.Value)) { Exact = Text(part.Value, isExact: true) })
            : key.EndsWith(BytesSuffix, StringComparison.Ordinal) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var bytes)
                ? [new RunOption(Words(key[..^BytesSuffix.Length]), Megabytes(bytes)) { Exact = $"{bytes} bytes" }]
                : [new RunOption(Words(key), Text(value)) { Exact = Text(value, isExact: true) }];

    /// <summary>"classWeights" as "Class weights".</summary>
    private static string Words(string key)
    {
        var words = CapitalInside().Replace(key, match => " " + match.Value.ToLowerInvariant());
        return words.Length == 0 ? key : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static string Text(JsonElement value, bool isExact = false) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null or JsonValueKind.Undefined => "none",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(each => Text(each, isExact))),
        JsonValueKind.Number when !isExact && !value.TryGetInt64(out _) && value.TryGetDouble(out var number) => number.ToString("G4"),
        _ => value.GetRawText(),
    };

    private static string Lower(string words) => words.Length == 0 ? words : char.ToLowerInvariant(words[0]) + words[1..];

    private static string Megabytes(long bytes) => $"{bytes / BytesPerMegabyte:N0} MB";

    private static string Seconds(double seconds) => $"{seconds:N1} s";

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CapitalInside();
}
