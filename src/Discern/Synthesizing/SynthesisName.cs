using Discern.Splitting;

namespace Discern.Synthesizing;

/// <summary>Names of files that tell where a picture comes from: <c>augment-1-00007-of-beard.png</c> is the seventh by that way and seed 1.</summary>
internal static class SynthesisName
{
    private const int LongestParent = 40;

    /// <summary>The name of a picture.</summary>
    /// <param name="method">The way.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="number">The picture, from 1.</param>
    /// <param name="parents">What it was made from.</param>
    public static string Of(string method, ulong seed, int number, IReadOnlyList<string> parents)
    {
        string origin = parents.Count == 0 ? "" : $"-of-{string.Join("-and-", parents.Select(Stem))}";
        return UniqueNames.Of([$"{method}-{seed}-{number:00000}{origin}.png"])[0];
    }

    private static string Stem(string parent)
    {
        string name = Path.GetFileNameWithoutExtension(parent[(parent.LastIndexOf('/') + 1)..]);
        return name.Length <= LongestParent ? name : name[..LongestParent];
    }
}
