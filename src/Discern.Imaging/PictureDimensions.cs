using Discern.Imaging.Decoding;

namespace Discern.Imaging;

/// <summary>Reads the format and the dimensions of a picture, and decodes nothing.</summary>
public static class PictureDimensions
{
    /// <summary>Reads the header of a picture's file.</summary>
    /// <exception cref="UnreadablePictureException">The file is not there, cannot be opened, or is no picture.</exception>
    /// <exception cref="DiscernException">No libvips is found; the sentence says how to get one.</exception>
    public static PictureHeader Read(string path)
    {
        using PictureFile file = PictureFile.Read(path);
        return Read(file.Contents, path);
    }

    /// <summary>Reads the header of a picture in memory.</summary>
    /// <param name="contents">The bytes of the file; those up to the first pixels are enough for most formats.</param>
    /// <param name="name">What to call it where it cannot be read.</param>
    /// <exception cref="UnreadablePictureException">The bytes are no picture.</exception>
    /// <exception cref="DiscernException">No libvips is found; the sentence says how to get one.</exception>
    public static PictureHeader Read(ReadOnlySpan<byte> contents, string name) =>
        Naming.Failures(contents, name, name, static (contents, _) => Header.Read(contents));
}
