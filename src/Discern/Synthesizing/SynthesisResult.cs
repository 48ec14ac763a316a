using Discern.Runs;
using Discern.Synthesizing.Judging;

namespace Discern.Synthesizing;

/// <summary>Pictures that were made, and how they fare beside real ones.</summary>
public sealed record SynthesisResult
{
    /// <summary>The full path of the folder.</summary>
    public required string Path { get; init; }

    /// <summary>The class.</summary>
    public required string Class { get; init; }

    /// <summary>The way they were made.</summary>
    public required string Method { get; init; }

    /// <summary>How many there are.</summary>
    public required int Count { get; init; }

    /// <summary>Rows and columns of each.</summary>
    public required int Size { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many training pictures of the class there were.</summary>
    public required int Real { get; init; }

    /// <summary>How near they lie to real ones.</summary>
    public required NearestReal Nearest { get; init; }

    /// <summary>How easily they are told from real ones; null where there are too few to say.</summary>
    public required TwoSampleResult? TwoSampleTest { get; init; }

    /// <summary>Pictures that could not be used, each with its reason.</summary>
    public required IReadOnlyList<SkippedPicture> Skipped { get; init; }

    /// <summary>What the user should know, as sentences.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>What the nearest real pictures say, in words.</summary>
    public string NearestSentence
    {
        get
        {
            string copies = Nearest.Copies == 0 ? "none lies" : Nearest.Copies == 1 ? "1 lies" : $"{Nearest.Copies} lie";
            return $"To the nearest real picture it is {Nearest.SyntheticMedian:0.00} in the median, from a real one to the next {Nearest.RealMedian:0.00}; "
                + $"of {Count} {copies} nearer to a real one than nine in ten real ones to each other.";
        }
    }
}
