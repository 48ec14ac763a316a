namespace Discern.Sharding;

/// <summary><c>shard.json</c> in a shard's folder: what was done, and all that must agree for shards to be joined.</summary>
public sealed record ShardRecord
{
    /// <summary>The name of this file.</summary>
    public const string FileName = "shard.json";

    /// <summary>The command that ran, such as <c>features</c>.</summary>
    public required string Command { get; init; }

    /// <summary>The version of Discern that ran.</summary>
    public required string Version { get; init; }

    /// <summary>Which shard it is, from 0.</summary>
    public required int Shard { get; init; }

    /// <summary>How many there are.</summary>
    public required int Shards { get; init; }

    /// <summary>What was asked for, by the names of arguments and options.</summary>
    public required SortedDictionary<string, string> Options { get; init; }

    /// <summary>How many pictures the whole list has.</summary>
    public long Listed { get; init; }

    /// <summary>The SHA-256 of the whole list, as this shard saw it.</summary>
    public string Listing { get; init; } = "";

    /// <summary>How many of the pictures are this shard's.</summary>
    public long Pictures { get; init; }

    /// <summary>How many of those were skipped.</summary>
    public long Skipped { get; init; }

    /// <summary>How wide the vectors of its machine are.</summary>
    public string VectorPath { get; init; } = "";

    /// <summary>What does not fit another shard's record, as the end of a sentence; null where they belong together.</summary>
    internal string? Difference(ShardRecord other)
    {
        if (!string.Equals(Command, other.Command, StringComparison.Ordinal))
        {
            return $"is of '{Command}', not of '{other.Command}'";
        }

        if (Shards != other.Shards)
        {
            return $"is of a cut into {Shards}, not into {other.Shards}";
        }

        if (!string.Equals(Version, other.Version, StringComparison.Ordinal))
        {
            return $"was made by version {Version}, not by {other.Version}";
        }

        foreach (string name in Options.Keys.Union(other.Options.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            string? here = Options.GetValueOrDefault(name), there = other.Options.GetValueOrDefault(name);
            if (!string.Equals(here, there, StringComparison.Ordinal))
            {
                return $"has {name} {Shown(here)}, not {Shown(there)}";
            }
        }

        return null;
    }

    private static string Shown(string? value) => value is null ? "not given" : $"'{value}'";
}
