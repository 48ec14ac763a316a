using Discern.Neural.Onnx.Messages;
using Google.Protobuf;

namespace Discern.Neural.Onnx.Reading;

/// <summary>An ONNX file as it is stored, and the files beside it that it names.</summary>
internal sealed class ModelFile
{
    private readonly string folder;

    private ModelFile(string path, ModelProto model, long bytes)
    {
        Bytes = bytes;
        Name = Path.GetFileName(path);
        folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Model = model;
    }

    /// <summary>The file's name, for sentences.</summary>
    public string Name { get; }

    public ModelProto Model { get; }

    /// <summary>How long the file is, with the pieces of other files that were read.</summary>
    public long Bytes { get; private set; }

    public static ModelFile Open(string path)
    {
        try
        {
            // At once: out of a stream each tensor would be put together from pieces of 4 KiB.
            byte[] contents = File.ReadAllBytes(path);
            ModelProto model = ModelProto.Parser.WithDiscardUnknownFields(true).ParseFrom(contents);
            return model.Graph is null || model.Graph.Node.Count == 0
                ? throw new DiscernException($"'{path}' is not an ONNX model: it holds no graph. Export it anew.")
                : new ModelFile(path, model, contents.Length);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new DiscernException($"'{path}' is not an ONNX model, or only a part of one; copy or export it anew.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"'{path}' cannot be read: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    /// <summary>A sentence about the file.</summary>
    public DiscernException Refuse(string why) => new($"The ONNX model '{Name}' cannot be used: {why}");

    /// <summary>Reads a piece of a file in the model's folder.</summary>
    /// <param name="tensor">Names the file, where the piece begins, and how long it is.</param>
    /// <param name="bytes">What the tensor's shape asks for.</param>
    public byte[] ReadExternal(TensorProto tensor, long bytes)
    {
        string Entry(string key) => tensor.ExternalData.FirstOrDefault(entry => string.Equals(entry.Key, key, StringComparison.Ordinal))?.Value ?? string.Empty;
        string location = Entry("location");
        long offset = Number(Entry("offset"), 0, tensor);
        long length = Number(Entry("length"), bytes, tensor);
        try
        {
            var file = new FileInfo(Resolve(location, tensor.Name));
            if (length != bytes || offset < 0 || !file.Exists || offset > file.Length - length)
            {
                throw Refuse(
                    $"the tensor '{tensor.Name}' needs {bytes} bytes at {offset} of '{location}', which are not there. Put the whole file beside the model.");
            }

            byte[] values = new byte[bytes];
            using FileStream stream = file.OpenRead();
            stream.Position = offset;
            stream.ReadExactly(values);
            Bytes += bytes;
            return values;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DiscernException($"The ONNX model '{Name}' keeps '{tensor.Name}' in '{location}', which cannot be read: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    /// <summary>The full path of a file in the model's folder, links followed; refused where it leads out of it.</summary>
    private string Resolve(string location, string tensor)
    {
        string root = Final(folder);
        string path = location.Length == 0 || Path.IsPathRooted(location) ? string.Empty : Final(Path.GetFullPath(Path.Combine(root, location)));
        return path.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw Refuse($"it keeps the tensor '{tensor}' in '{location}', outside its own folder, where nothing is read. Put that file beside the model.");
    }

    /// <summary>The path with every link on it followed.</summary>
    private static string Final(string path)
    {
        string root = Path.GetPathRoot(path)!;
        string current = root;
        foreach (string part in path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(current, part);
            FileSystemInfo entry = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            current = entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? next;
        }

        return current;
    }

    private long Number(string text, long absent, TensorProto tensor) =>
        text.Length == 0 ? absent
        : long.TryParse(text, out long number) && number >= 0 ? number
        : throw Refuse($"the tensor '{tensor.Name}' gives '{text}' as a place in a file.");
}
