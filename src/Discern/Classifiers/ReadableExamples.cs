using Discern.Datasets;
using Discern.Runs;

namespace Discern.Classifiers;

/// <summary>The pictures of a data set without those that cannot be read.</summary>
/// <param name="dataset">The data set.</param>
/// <param name="failures">Why pictures cannot be read, by their index in the data set; it may grow.</param>
internal sealed class ReadableExamples(Dataset dataset, IReadOnlyDictionary<int, string> failures)
{
    /// <summary>The data set.</summary>
    public Dataset Dataset => dataset;

    /// <summary>How many pictures each class has in each split.</summary>
    public SplitCounts Counts => new(CountsOf(Split.Train), CountsOf(Split.Validation), CountsOf(Split.Test));

    /// <summary>The pictures that were left out.</summary>
    public IReadOnlyList<SkippedPicture> Skipped =>
        [.. failures.OrderBy(failure => failure.Key).Select(failure => new SkippedPicture(dataset.Examples[failure.Key].Path, failure.Value))];

    /// <summary>The readable pictures of a split, with their indices in the data set.</summary>
    public IEnumerable<(Example Example, int Index)> Of(Split split) => dataset.Examples
        .Select((example, index) => (example, index))
        .Where(pair => pair.example.Split == split && !failures.ContainsKey(pair.index));

    /// <summary>How many of them each class has.</summary>
    public int[] CountsOf(Split split)
    {
        int[] counts = new int[dataset.Classes.Count];
        foreach ((Example example, _) in Of(split))
        {
            counts[example.Label]++;
        }

        return counts;
    }

    /// <summary>Refuses to learn where a class has nothing to learn from.</summary>
    /// <exception cref="DiscernException">No training picture of a class can be read.</exception>
    public void RequireEveryClassInTraining()
    {
        int lost = Array.IndexOf(CountsOf(Split.Train), 0);
        if (lost >= 0)
        {
            int first = Enumerable.Range(0, dataset.Examples.Count).First(index => dataset.Examples[index] is { Split: Split.Train } example && example.Label == lost);
            throw new DiscernException(
                $"No picture in train of the class '{dataset.Classes[lost]}' can be read, the first because {failures[first]}. Put readable pictures in its place.");
        }
    }
}
