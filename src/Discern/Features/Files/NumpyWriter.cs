using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Discern.Features.Files;

/// <summary>Writes a matrix of floats in NumPy's format, row by row: version 1.0, little-endian 32-bit floats, C order.</summary>
/// <remarks>How many rows there are is known at the end, so that the header, of a fixed length, is written again then.</remarks>
internal sealed class NumpyWriter
{
    private const int HeaderBytes = 128;

    private readonly Stream stream;
    private readonly int columns;

    /// <summary>Begins a matrix.</summary>
    /// <param name="stream">Where it goes; it can seek. It stays the caller's.</param>
    /// <param name="columns">Numbers in a row.</param>
    public NumpyWriter(Stream stream, int columns)
    {
        this.stream = stream;
        this.columns = columns;
        WriteHeader();
    }

    /// <summary>The rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds a row.</summary>
    public void Write(ReadOnlySpan<float> row)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, columns);
        stream.Write(MemoryMarshal.AsBytes(row));
        Rows++;
    }

    /// <summary>Writes how many rows there are.</summary>
    public void Finish()
    {
        stream.Position = 0;
        WriteHeader();
        stream.Position = stream.Length;
    }

    private void WriteHeader()
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        header.Fill((byte)' ');
        header[0] = 0x93;
        "NUMPY"u8.CopyTo(header[1..]);
        (header[6], header[7]) = (1, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], HeaderBytes - 10);
        Encoding.ASCII.GetBytes($"{{'descr': '<f4', 'fortran_order': False, 'shape': ({Rows}, {columns}), }}", header[10..]);
        header[^1] = (byte)'\n';
        stream.Write(header);
    }
}
