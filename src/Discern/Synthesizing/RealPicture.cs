using Discern.Imaging;

namespace Discern.Synthesizing;

/// <summary>A training picture of the class.</summary>
/// <param name="Path">Its path in the data set, with forward slashes.</param>
/// <param name="Picture">It, at the size of the pictures to be made.</param>
internal sealed record RealPicture(string Path, Picture Picture);
