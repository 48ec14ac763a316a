using Discern.Features;

namespace Discern.Classifiers.Transfer;

/// <summary>A data set's features, and who gave them.</summary>
/// <param name="Extractor">The pretrained body.</param>
/// <param name="Features">What it saw.</param>
/// <param name="Reason">Why its precision is the one that it is, as a sentence; null where it was told and could be had.</param>
internal sealed record PreparedFeatures(FeatureExtractor Extractor, DatasetFeatures Features, string? Reason) : IDisposable
{
    public void Dispose()
    {
        Features.Dispose();
        Extractor.Dispose();
    }
}
