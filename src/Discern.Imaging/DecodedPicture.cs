namespace Discern.Imaging;

/// <summary>What became of one file of a <see cref="DecodingPipeline"/>: a picture, or the reason why there is none.</summary>
/// <param name="Index">The file's place in the list, from 0.</param>
/// <param name="Path">The file.</param>
/// <param name="Picture">The picture, or null where it cannot be read.</param>
/// <param name="Failure">Names the file and the reason where it cannot be read, otherwise null.</param>
public sealed record DecodedPicture(int Index, string Path, Picture? Picture, UnreadablePictureException? Failure);
