using Discern.Features.Caching;

namespace Discern.Mapping;

/// <summary>How a map of pictures is drawn; the defaults are right for most.</summary>
public sealed record MapOptions
{
    /// <summary>The pretrained network that looks at the pictures; null for the usual one.</summary>
    public string? Backbone { get; init; }

    /// <summary>Where features are kept; null keeps none.</summary>
    public string? FeatureFolder { get; init; } = CacheFolder.Features;

    /// <summary>The most pictures that are drawn: of more, every n-th. 2 or more; features of 50,000 take some 200 MiB.</summary>
    public int MostPictures { get; init; } = 50_000;

    /// <summary>How neighbours are brought together.</summary>
    public UmapOptions Umap { get; init; } = new();
}
