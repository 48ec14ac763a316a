using System.Buffers.Binary;

namespace Discern.Imaging.Decoding;

/// <summary>Decodes portable anymaps (PBM, PGM, PPM), whose loader libvips does not trust with strangers' files.</summary>
/// <remarks>The formats are those of Netpbm's manual pages pbm(5), pgm(5) and ppm(5). Of several pictures the first counts.</remarks>
internal static class Anymap
{
    /// <summary>Decodes contents whose pixel count has been bounded.</summary>
    /// <exception cref="UndecodableException">The contents are damaged or truncated.</exception>
    public static Picture Decode(ReadOnlySpan<byte> contents)
    {
        AnymapHeader header = AnymapHeader.Read(contents);
        long samples = (long)header.Width * header.Height * header.Channels;

        // A sample takes a bit, a digit or more: memory is taken only for what can be there.
        ReadOnlySpan<byte> data = contents[Math.Min(header.Start, contents.Length)..];
        if (data.Length < MinimumBytes(header, samples))
        {
            throw new UndecodableException("the file is truncated");
        }

        byte[] pixels = new byte[checked((int)samples)];
        if (header.IsText)
        {
            ReadText(contents, header, pixels);
        }
        else if (header.IsBitmap)
        {
            ReadBits(data, header, pixels);
        }
        else
        {
            ReadSamples(data, header, pixels);
        }

        return new Picture(header.Width, header.Height, header.Channels, pixels);
    }

    private static long MinimumBytes(AnymapHeader header, long samples) => header switch
    {
        { IsText: true } => samples,
        { IsBitmap: true } => (long)BytesInRow(header) * header.Height,
        { Maximum: > byte.MaxValue } => 2 * samples,
        _ => samples,
    };

    private static int BytesInRow(AnymapHeader header) => (header.Width + 7) / 8;

    private static void ReadText(ReadOnlySpan<byte> contents, AnymapHeader header, Span<byte> pixels)
    {
        var text = new AnymapText(contents, header.Start);
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = header.IsBitmap ? Bit(text.NextBit()) : Scale(text.Next(ushort.MaxValue), header.Maximum);
        }
    }

    private static void ReadBits(ReadOnlySpan<byte> data, AnymapHeader header, Span<byte> pixels)
    {
        for (int y = 0; y < header.Height; y++)
        {
            ReadOnlySpan<byte> row = data.Slice(y * BytesInRow(header), BytesInRow(header));
            for (int x = 0; x < header.Width; x++)
            {
                pixels[(y * header.Width) + x] = Bit(((row[x / 8] >> (7 - (x % 8))) & 1) == 1);
            }
        }
    }

    private static void ReadSamples(ReadOnlySpan<byte> data, AnymapHeader header, Span<byte> pixels)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            int sample = header.Maximum > byte.MaxValue ? BinaryPrimitives.ReadUInt16BigEndian(data[(2 * i)..]) : data[i];
            pixels[i] = Scale(sample, header.Maximum);
        }
    }

    private static byte Bit(bool isBlack) => isBlack ? byte.MinValue : byte.MaxValue;

    private static byte Scale(int sample, int maximum) => (byte)(((Math.Min(sample, maximum) * 255) + (maximum / 2)) / maximum);
}
