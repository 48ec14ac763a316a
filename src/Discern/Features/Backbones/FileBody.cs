using System.Security.Cryptography;
using System.Text;
using Discern.Compute;
using Discern.Neural.TensorFlow;
using Discern.Neural.TensorFlow.Lite;

namespace Discern.Features.Backbones;

/// <summary>The body in a file that the user brings.</summary>
internal sealed class FileBody : Body
{
    private readonly string path;
    private readonly FileBackboneOptions options;
    private readonly Lazy<byte[]> contents;
    private readonly Lazy<int> size;

    public FileBody(string path, FileBackboneOptions options)
    {
        this.path = path;
        this.options = options;
        contents = new(Load);
        size = new(Measure);
    }

    /// <inheritdoc/>
    public override string Name => Path.GetFileNameWithoutExtension(path);

    /// <inheritdoc/>
    public override string Identity => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', [Convert.ToHexStringLower(SHA256.HashData(contents.Value)), .. options.Taps, $"{Size}", $"{Preprocessing}"]))));

    /// <inheritdoc/>
    public override int Size => size.Value;

    /// <inheritdoc/>
    public override Preprocessing Preprocessing => options.Preprocessing;

    /// <inheritdoc/>
    public override BodyNetwork Read()
    {
        TensorFlowNetwork network = LiteReader.Read(contents.Value, path, new TensorFlowOptions { Taps = options.Taps, Size = options.Size });
        return new BodyNetwork(network.Graph, network.Weights);
    }

    private byte[] Load()
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The network '{path}' cannot be read: {exception.Message.TrimEnd('.')}. Check the path.", exception);
        }
    }

    private int Measure()
    {
        using BodyNetwork network = Read();
        Shape input = network.Graph.InputNode.Shape;
        return input.Height == input.Width && input.Channels == 3
            ? input.Height
            : throw new DiscernException($"The network '{path}' takes pictures of {input.Height} × {input.Width} with {input.Channels} channels; squares with three are known here. Give a size.");
    }
}
