using Discern.Datasets;

namespace Discern.Synthesizing;

/// <summary>All ways to make pictures, by name.</summary>
public static class Synthesizers
{
    /// <summary>All of them, the simplest first.</summary>
    public static IReadOnlyList<Synthesizer> All { get; } = [new AugmentSynthesizer(), new SmoteSynthesizer(), new DiffusionSynthesizer(), new CutoutSynthesizer()];

    /// <summary>The way of a name.</summary>
    /// <param name="name">Such as <c>augment</c>.</param>
    /// <exception cref="ArgumentException">There is none of that name; the sentence names those there are.</exception>
    public static Synthesizer Find(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        string[] names = [.. All.Select(each => each.Name)];
        return All.FirstOrDefault(each => each.Name.Equals(name, StringComparison.Ordinal))
            ?? throw new ArgumentException($"There is no way to make pictures called '{name}'.{Sentence.DidYouMean(name, names)} Name one of {string.Join(", ", names)}.", nameof(name));
    }
}
