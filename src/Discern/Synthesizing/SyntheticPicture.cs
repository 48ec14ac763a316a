using Discern.Imaging;

namespace Discern.Synthesizing;

/// <summary>A picture that was made.</summary>
/// <param name="Picture">The picture, square and in colour.</param>
/// <param name="Parents">The pictures that it was made from: paths in the data set, or names of files; none where it was made from all.</param>
internal sealed record SyntheticPicture(Picture Picture, IReadOnlyList<string> Parents);
