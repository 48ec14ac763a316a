using System.Text.Json;
using System.Text.RegularExpressions;
using Discern.Runs;

namespace Discern.Web.Reports;

/// <summary>One thing that the run was told or measured: "seed", "1".</summary>
/// <param name="Name">Its name in words.</param>
/// <param name="Value">Its value in words; text from outside.</param>
public sealed partial record RunOption(string Name, string Value)
{
    private const double BytesPerMegabyte = 1e6;

    /// <summary>All that a run tells of itself: what it was asked, then what it measured, then the machine.</summary>
    public static IReadOnlyList<RunOption> From(RunDescription run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var options = new List<RunOption>
        {
            new("Recipe", run.Recipe),
            new("Network", run.Network),
            new("Size", $"{run.Size} × {run.Size} pixels"),
            new("Channels", run.Channels == 1 ? "1, grey" : $"{run.Channels}, colour"),
            new("Backbone", run.Backbone ?? "none"),
            new("Balance", run.Balance),
            new("Seed", run.Seed.ToString()),
            new("Threads", run.Threads.ToString()),
        };
        options.AddRange(Chosen(run));
        if (run.Classes.Count == 2)
        {
            options.Add(new("Threshold", $"{run.Threshold:0.###} for “{run.Classes[1]}”"));
        }

        options.AddRange(
        [
            new("Best epoch", run.BestEpoch?.ToString() ?? "none yet"),
            new("Continued from", run.ContinuedFrom ?? "nothing, it began anew"),
            new("Data", run.Dataset.Path),
            new("Data fingerprint", run.Dataset.Fingerprint),
            new("Time in all", Seconds(run.Seconds.Total)),
            new("Time for data", Seconds(run.Seconds.Data)),
            new("Time for features", Seconds(run.Seconds.Features)),
            new("Time for training", Seconds(run.Seconds.Training)),
            new("Time for evaluation", Seconds(run.Seconds.Evaluation)),
            new("Peak memory", $"{run.PeakMemoryBytes / BytesPerMegabyte:N0} MB"),
            new("Vector path", run.VectorPath),
            new("Processor", run.Machine.Processor),
            new("Logical cores", run.Machine.Cores.ToString()),
            new("Operating system", run.Machine.OperatingSystem),
            new("Runtime", run.Machine.Runtime),
        ]);

        // A recipe's options repeat some of what every run has; the first telling is the better worded one.
        return [.. options.DistinctBy(option => option.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>What the run's recipe was asked for.</summary>
    public static IEnumerable<RunOption> Chosen(RunDescription run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Options.Select(option => new RunOption(Words(option.Key), Text(option.Value)));
    }

    /// <summary>"classWeights" as "Class weights".</summary>
    private static string Words(string key)
    {
        var words = CapitalInside().Replace(key, match => " " + match.Value.ToLowerInvariant());
        return words.Length == 0 ? key : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null or JsonValueKind.Undefined => "none",
        _ => value.GetRawText(),
    };

    private static string Seconds(double seconds) => $"{seconds:N1} s";

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CapitalInside();
}
