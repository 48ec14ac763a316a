using Discern.Cleaning.NearDuplicates;
using Discern.Features.Caching;

namespace Discern.Cleaning;

/// <summary>What counts as an issue, and how much work is spent on finding it.</summary>
public sealed record CleaningOptions
{
    /// <summary>When two pictures are the same one.</summary>
    public NearDuplicateOptions NearDuplicates { get; init; } = new();

    /// <summary>A picture with fewer pixels on its shorter side is too small.</summary>
    public int LeastSide { get; init; } = 32;

    /// <summary>A picture is too dark where 95 % of its pixels have a luma below this, 0 to 255.</summary>
    public float Dark { get; init; } = 40;

    /// <summary>A picture is too bright where 95 % of its pixels have a luma above this, 0 to 255.</summary>
    public float Bright { get; init; } = 235;

    /// <summary>A picture has too little contrast where the standard deviation of its luma is below this, 0 to 127.5.</summary>
    public float LeastContrast { get; init; } = 10;

    /// <summary>A picture has too little detail where <see cref="PictureTone.Detail"/> is below this.</summary>
    public float LeastDetail { get; init; } = 0.12f;

    /// <summary>A picture's shape is odd where its proportions differ from the median's by more than this factor.</summary>
    public double MostElongation { get; init; } = 2.5;

    /// <summary>A picture's size is odd where it has this many times more or fewer pixels than the median.</summary>
    public double MostSizeRatio { get; init; } = 16;

    /// <summary>A picture that is there so many times may be a placeholder; 2 or more.</summary>
    public int PlaceholderCount { get; init; } = 5;

    /// <summary>A picture is an outlier where it lies so many robust standard deviations farther from its neighbours than is usual.</summary>
    public double OutlierDeviations { get; init; } = 5;

    /// <summary>Whether a pretrained network looks at the pictures: outliers and suspicious labels need it, and it takes most of the time.</summary>
    public bool UsesNetwork { get; init; } = true;

    /// <summary>The network: a backbone's name, or a network's file; null for the default.</summary>
    public string? Backbone { get; init; }

    /// <summary>Where features are kept between runs; null keeps none.</summary>
    public string? FeatureFolder { get; init; } = CacheFolder.Features;

    /// <summary>Folds of the cross-validation that judges labels, 2 or more.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>The seed of the folds.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; 0 for one on each core. The findings do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One is out of its range.</exception>
    internal void Validate()
    {
        NearDuplicates.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThan(PlaceholderCount, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MostElongation, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MostSizeRatio, 1);
    }
}
