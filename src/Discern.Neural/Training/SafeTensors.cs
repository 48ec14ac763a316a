using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Discern.Neural.Graphs;

namespace Discern.Neural.Training;

/// <summary>
/// Weights and training states as files in the safetensors format (github.com/huggingface/safetensors): eight bytes with
/// the header's length, a JSON header with names, types, shapes and places, then the values, little-endian.
/// </summary>
/// <remarks>Files are written beside and renamed, so that a reader, or a crash, never sees half a file.</remarks>
public static class SafeTensors
{
    private const string MetadataKey = "__metadata__";

    /// <summary>Writes a network's weights under the names that <see cref="Graph.NameOf(Parameter)"/> gives.</summary>
    /// <param name="path">The file; one of that name is replaced.</param>
    /// <param name="graph">The network.</param>
    /// <param name="weights">Its numbers.</param>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    public static void WriteWeights(string path, Graph graph, Weights weights)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(weights);
        Write(path, [.. graph.Parameters.Select(parameter => new NamedTensor(graph.NameOf(parameter), weights[parameter]))]);
    }

    /// <summary>Reads a network's weights.</summary>
    /// <param name="path">The file.</param>
    /// <param name="graph">The network; the file must have each of its parameters in its shape, and may have more.</param>
    /// <returns>The weights; the caller disposes of them.</returns>
    /// <exception cref="DiscernException">The file cannot be read, is malformed, or is of another network.</exception>
    public static Weights ReadWeights(string path, Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        using SafeTensorsFile file = SafeTensorsFile.Open(path);
        Weights weights = Weights.Zeros(graph);
        try
        {
            foreach (Parameter parameter in graph.Parameters)
            {
                file.Read(graph.NameOf(parameter), weights[parameter]);
            }

            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <summary>Writes tensors with their names.</summary>
    /// <param name="path">The file; one of that name is replaced.</param>
    /// <param name="tensors">What to write; each name once.</param>
    /// <param name="metadata">Notes to go into the header.</param>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        string partial = path + ".partial";
        try
        {
            using (FileStream file = File.Create(partial))
            {
                byte[] header = Header(tensors, metadata);
                Span<byte> length = stackalloc byte[sizeof(ulong)];
                BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
                file.Write(length);
                file.Write(header);
                foreach (NamedTensor tensor in tensors)
                {
                    file.Write(MemoryMarshal.AsBytes(tensor.Values.Values));
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException(
                $"The file '{path}' cannot be written: {exception.Message} Check that its folder is there, writable and not full.", exception);
        }
    }

    private static byte[] Header(IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            long start = 0;
            foreach (NamedTensor tensor in tensors)
            {
                long end = start + (tensor.Values.Shape.Count * sizeof(float));
                WriteEntry(json, tensor, start, end);
                start = end;
            }

            json.WriteEndObject();
        }

        // Spaces at the header's end bring the values to a multiple of eight bytes, as the format advises.
        int padding = (8 - (int)(bytes.Length % 8)) % 8;
        bytes.Write(Encoding.ASCII.GetBytes(new string(' ', padding)));
        return bytes.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null)
        {
            return;
        }

        json.WriteStartObject(MetadataKey);
        foreach ((string name, string value) in metadata)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, NamedTensor tensor, long start, long end)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", "F32");
        json.WriteStartArray("shape");
        for (int dimension = 0; dimension < tensor.Values.Shape.Rank; dimension++)
        {
            json.WriteNumberValue(tensor.Values.Shape[dimension]);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(start);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
