namespace Discern.Imaging.Decoding;

/// <summary>Says what contents are that are no picture, for the user to see at once how they came there.</summary>
internal static class UnknownContents
{
    public static string Describe(ReadOnlySpan<byte> contents)
    {
        if (contents.IsEmpty)
        {
            return "the file is empty";
        }

        ReadOnlySpan<byte> start = contents[..Math.Min(contents.Length, 512)];
        if (Holds(start, "<html"u8) || Holds(start, "<!doctype html"u8))
        {
            return "it holds a web page, not a picture";
        }

        // Text has no control characters but the blank ones; bytes from 128 on may be letters, as long as they are UTF-8.
        bool isText = System.Text.Unicode.Utf8.IsValid(contents) && start.IndexOfAnyInRange((byte)0, (byte)8) < 0;
        return isText
            ? "it holds text, not a picture"
            : "its content is none of JPEG, PNG, WebP, GIF, TIFF, AVIF, SVG, PBM, PGM and PPM";
    }

    private static bool Holds(ReadOnlySpan<byte> contents, ReadOnlySpan<byte> lowerCase)
    {
        for (int start = 0; start + lowerCase.Length <= contents.Length; start++)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(contents.Slice(start, lowerCase.Length), lowerCase))
            {
                return true;
            }
        }

        return false;
    }
}
