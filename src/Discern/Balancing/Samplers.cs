using Discern.Datasets;

namespace Discern.Balancing;

/// <summary>All samplers by name.</summary>
public static class Samplers
{
    /// <summary>All of them, those that keep or repeat rows before those that make new ones.</summary>
    public static IReadOnlyList<Sampler> All { get; } =
    [
        new NoSampling(),
        new RandomOversampling(),
        new RandomUndersampling(),
        new ClusterUndersampling(),
        new ClusterUndersampling { Method = ClusterMethod.Dbscan },
        new ClusterCentroids(),
        new TomekLinks(),
        new EditedNeighbours(),
        new RepeatedEditedNeighbours(),
        new AllNeighbours(),
        new NearMiss(),
        new NearMiss { Version = 2 },
        new NearMiss { Version = 3 },
        new Condensed(),
        new OneSided(),
        new NeighbourhoodCleaning(),
        new Smote(),
        new BorderlineSmote(),
        new Adasyn(),
        new KMeansSmote(),
        new SmoteTomek(),
        new SmoteEdited(),
    ];

    /// <summary>The sampler of a name.</summary>
    /// <param name="name">Such as <c>smote</c>.</param>
    /// <exception cref="ArgumentException">There is none of that name; the sentence names those there are.</exception>
    public static Sampler Find(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return All.FirstOrDefault(sampler => sampler.Name.Equals(name, StringComparison.Ordinal))
            ?? throw new ArgumentException($"There is no way to balance called '{name}'.{Sentence.DidYouMean(name, All.Select(sampler => sampler.Name))} Name one of {string.Join(", ", All.Select(sampler => sampler.Name))}.", nameof(name));
    }
}
