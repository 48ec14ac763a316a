namespace Discern.Imaging.Decoding;

/// <summary>Reads the numbers of a portable anymap, which are decimal, between blanks, with comments from # to the line's end.</summary>
internal ref struct AnymapText(ReadOnlySpan<byte> contents, int start)
{
    private readonly ReadOnlySpan<byte> contents = contents;

    /// <summary>Just after what has been read.</summary>
    public int Position { get; private set; } = start;

    public static bool IsBlank(byte value) => value is (byte)' ' or (>= 9 and <= 13);

    /// <summary>The next number.</summary>
    /// <exception cref="UndecodableException">There is none, or it is larger than it may be.</exception>
    public int Next(int maximum)
    {
        SkipBlanks();
        int first = Position;
        long number = 0;
        for (; Position < contents.Length && char.IsAsciiDigit((char)contents[Position]); Position++)
        {
            number = (10 * number) + contents[Position] - '0';
            if (number > maximum)
            {
                throw new UndecodableException($"a number in this anymap is over {maximum}");
            }
        }

        return Position > first ? (int)number : throw Missing();
    }

    /// <summary>The next bit of a bitmap in text, where blanks may be left out.</summary>
    /// <exception cref="UndecodableException">There is none.</exception>
    public bool NextBit()
    {
        SkipBlanks();
        return Position < contents.Length && contents[Position] is (byte)'0' or (byte)'1' ? contents[Position++] == '1' : throw Missing();
    }

    private void SkipBlanks()
    {
        while (Position < contents.Length && (IsBlank(contents[Position]) || contents[Position] == '#'))
        {
            if (contents[Position] == '#')
            {
                int length = contents[Position..].IndexOfAny((byte)'\n', (byte)'\r');
                Position = length < 0 ? contents.Length : Position + length;
            }
            else
            {
                Position++;
            }
        }
    }

    private readonly UndecodableException Missing() => Position < contents.Length
        ? new UndecodableException("this anymap has something else where a number should be")
        : new UndecodableException("the file is truncated");
}
