namespace Discern.Imaging.Decoding;

/// <summary>The header of a portable anymap.</summary>
/// <param name="Kind">The digit after the P: 1 to 3 as text, 4 to 6 binary; black and white, grey, colour in turn.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Maximum">The sample value of full light, 1 to 65535.</param>
/// <param name="Start">Where the pixels begin.</param>
internal readonly record struct AnymapHeader(int Kind, int Width, int Height, int Maximum, int Start)
{
    private const int LargestSide = 1 << 24;

    /// <summary>Text: 1 to 3. Binary: 4 to 6.</summary>
    public bool IsText => Kind <= 3;

    /// <summary>Black and white: one bit for a pixel, and 1 is black.</summary>
    public bool IsBitmap => Kind is 1 or 4;

    /// <summary>1 for grey and for black and white, 3 for colour.</summary>
    public int Channels => Kind is 3 or 6 ? 3 : 1;

    /// <summary>Whether contents begin as an anymap does: P, a digit from 1 to 6, and a blank or a comment.</summary>
    public static bool Matches(ReadOnlySpan<byte> contents) =>
        contents.Length > 2 && contents[0] == 'P' && contents[1] is >= (byte)'1' and <= (byte)'6'
        && (AnymapText.IsBlank(contents[2]) || contents[2] == '#');

    /// <exception cref="UndecodableException">The header is not as Netpbm has it.</exception>
    public static AnymapHeader Read(ReadOnlySpan<byte> contents)
    {
        var text = new AnymapText(contents, start: 2);
        int kind = contents[1] - '0';
        int width = text.Next(LargestSide);
        int height = text.Next(LargestSide);
        int maximum = kind is 1 or 4 ? 1 : text.Next(ushort.MaxValue);
        if (width == 0 || height == 0 || maximum == 0)
        {
            throw new UndecodableException("the header of this anymap gives it no size or no light");
        }

        // Exactly one blank separates the header from binary pixels, which may themselves look like blanks.
        return new AnymapHeader(kind, width, height, maximum, text.Position + 1);
    }
}
