using Discern.Imaging;

namespace Discern.Features;

/// <summary>One look at a picture that is decoded already.</summary>
/// <param name="Sizes">The picture, decoded once by each of <see cref="FeatureExtractor.Decodings"/>, in their order.</param>
/// <param name="Transform">The change that it goes through before; null for none.</param>
internal readonly record struct PictureLook(IReadOnlyList<Picture> Sizes, Transform? Transform);
