using System.Security.Cryptography;
using Discern.Neural.TensorFlow;
using Discern.Neural.TensorFlow.Lite;

namespace Discern.Features.Backbones;

/// <summary>The body in a TFLite file.</summary>
internal sealed class LiteBody : FileBody
{
    private readonly Lazy<byte[]> contents;

    public LiteBody(string path, BackboneOptions options)
        : base(path, options)
    {
        contents = new(Load);
    }

    /// <summary>As the user tells; −1 to 1 otherwise, as TensorFlow's own networks expect.</summary>
    public override Preprocessing Preprocessing => Options.Preprocessing ?? Preprocessing.MinusOneToOne;

    /// <inheritdoc/>
    public override BodyNetwork Read()
    {
        TensorFlowNetwork network = LiteReader.Read(contents.Value, FilePath, new TensorFlowOptions { Taps = Options.Features, Size = Options.Size });
        return new BodyNetwork(network.Graph, network.Weights);
    }

    /// <inheritdoc/>
    protected override string Contents() => Convert.ToHexStringLower(SHA256.HashData(contents.Value));

    private byte[] Load()
    {
        try
        {
            return File.ReadAllBytes(FilePath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The network '{FilePath}' cannot be read: {exception.Message.TrimEnd('.')}. Check the path.", exception);
        }
    }
}
