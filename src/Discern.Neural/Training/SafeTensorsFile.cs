using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Discern.Compute;

namespace Discern.Neural.Training;

/// <summary>An open safetensors file. Its header is untrusted: sizes are checked against the file before memory is taken.</summary>
public sealed class SafeTensorsFile : IDisposable
{
    // The reference implementation's own bound.
    private const ulong LongestHeader = 100_000_000;
    private const string MetadataKey = "__metadata__";

    private readonly Dictionary<string, SafeTensorsEntry> entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> metadata = new(StringComparer.Ordinal);
    private readonly FileStream stream;
    private readonly string path;
    private long dataStart;

    private SafeTensorsFile(string path, FileStream stream)
    {
        this.path = path;
        this.stream = stream;
    }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, SafeTensorsEntry> Entries => entries;

    /// <summary>Notes of whoever wrote the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata => metadata;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="DiscernException">The file cannot be read or is malformed.</exception>
    public static SafeTensorsFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        SafeTensorsFile? file = null;
        try
        {
            file = new SafeTensorsFile(path, File.OpenRead(path));
            file.ReadHeader();
            SafeTensorsFile opened = file;
            file = null;
            return opened;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The file '{path}' cannot be read: {exception.Message}", exception);
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Reads one tensor of 32-bit floats.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="target">Receives the values; its shape must be the file's.</param>
    /// <exception cref="DiscernException">The file has no such tensor, or of another type or shape, or cannot be read.</exception>
    public void Read(string name, Tensor target)
    {
        if (!entries.TryGetValue(name, out SafeTensorsEntry? entry))
        {
            throw Fault($"it has no tensor '{name}'; it was written for another network");
        }

        if (!string.Equals(entry.Type, "F32", StringComparison.Ordinal))
        {
            throw Fault($"the tensor '{name}' holds {entry.Type} where F32 is needed");
        }

        long[] expected = [.. Enumerable.Range(0, target.Shape.Rank).Select(dimension => (long)target.Shape[dimension])];
        if (!entry.Shape.SequenceEqual(expected))
        {
            throw Fault($"the tensor '{name}' is {string.Join(" × ", entry.Shape)} where {target.Shape} is needed; it was written for another network");
        }

        try
        {
            stream.Position = dataStart + entry.Start;
            stream.ReadExactly(MemoryMarshal.AsBytes(target.Values));
        }
        catch (IOException exception)
        {
            throw new DiscernException($"The file '{path}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private void ReadHeader()
    {
        if (stream.Length < sizeof(ulong))
        {
            throw Fault("it is shorter than the eight bytes that every such file begins with");
        }

        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        stream.ReadExactly(prefix);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > LongestHeader || length > (ulong)(stream.Length - sizeof(ulong)))
        {
            throw Fault($"its header claims {length} bytes, more than the file or the format allows");
        }

        byte[] header = new byte[length];
        stream.ReadExactly(header);
        dataStart = stream.Position;
        try
        {
            using JsonDocument document = JsonDocument.Parse(header);
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                Enter(property);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new DiscernException($"The file '{path}' is not a usable safetensors file: its header is malformed ({exception.Message})", exception);
        }
    }

    private void Enter(JsonProperty property)
    {
        if (string.Equals(property.Name, MetadataKey, StringComparison.Ordinal))
        {
            foreach (JsonProperty note in property.Value.EnumerateObject())
            {
                metadata[note.Name] = note.Value.GetString() ?? "";
            }

            return;
        }

        long[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(each => each.GetInt64())];
        long[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(each => each.GetInt64())];
        string type = property.Value.GetProperty("dtype").GetString() ?? "";
        if (offsets is not [long start, long end] || start < 0 || end < start || end > stream.Length - dataStart)
        {
            throw Fault($"the tensor '{property.Name}' claims a place outside the file; the file may be cut off");
        }

        if (string.Equals(type, "F32", StringComparison.Ordinal) && CountOf(shape) != (end - start) / sizeof(float))
        {
            throw Fault($"the tensor '{property.Name}' of {string.Join(" × ", shape)} values claims {end - start} bytes");
        }

        if (!entries.TryAdd(property.Name, new SafeTensorsEntry(property.Name, type, shape, start, end - start)))
        {
            throw Fault($"it names the tensor '{property.Name}' twice");
        }
    }

    /// <summary>The number of values; −1 where a dimension is negative or the product overflows.</summary>
    private static long CountOf(long[] shape)
    {
        long count = 1;
        foreach (long size in shape)
        {
            if (size < 0 || (size > 0 && count > long.MaxValue / size))
            {
                return -1;
            }

            count *= size;
        }

        return count;
    }

    private DiscernException Fault(string reason) => new($"The file '{path}' is not a usable safetensors file: {reason}.");
}
