using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Discern.Neural.Graphs;
using Discern.Neural.Onnx;

namespace Discern.Features.Backbones;

/// <summary>The body in an ONNX file, cut at the node that the user names, or before its classifier.</summary>
internal sealed class OnnxBody : FileBody
{
    // ImageNet's mean and deviation, which torchvision's networks and most that come from PyTorch are trained with.
    private static readonly OnnxPreprocessing PyTorch = new() { Mean = [0.485f, 0.456f, 0.406f], Deviation = [0.229f, 0.224f, 0.225f] };

    private readonly Lazy<Facts> facts;

    public OnnxBody(string path, BackboneOptions options)
        : base(path, options)
    {
        if (options.Features.Count > 1)
        {
            throw new ArgumentException($"Of an ONNX file one node gives the features; {options.Features.Count} are named with --features.", nameof(options));
        }

        facts = new(Learn);
    }

    /// <summary>As the user tells, else as the file does, else as is usual for files of its layout.</summary>
    public override Preprocessing Preprocessing => Options.Preprocessing ?? facts.Value.Preprocessing;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Remarks => facts.Value.Remarks;

    /// <inheritdoc/>
    public override BodyNetwork Read()
    {
        OnnxModel model = Open();
        try
        {
            Graph graph = Options.Features.Count == 0 ? model.FindFeatures() : model.PooledOutput();
            graph.OutputNode.Freeze();
            return new BodyNetwork(graph, model.Weights);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override string Contents() => facts.Value.Contents;

    private OnnxModel Open()
    {
        int size = Options.Size ?? 224;
        return OnnxReader.Read(FilePath, new OnnxReadOptions { Height = size, Width = size, Output = Options.Features.Count == 0 ? null : Options.Features[0] });
    }

    private Facts Learn()
    {
        using OnnxModel model = Open();
        SizeOf(model.Graph);

        // The numbers too: they may lie in files beside it.
        string contents = NetworkFile.Hash(FilePath) + Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(model.Weights.All.Values)));
        if (Options.Preprocessing is not null)
        {
            return new Facts(contents, Options.Preprocessing, model.Remarks);
        }

        if (model.Metadata.Preprocessing is { } stated)
        {
            return new Facts(contents, Stated(stated), model.Remarks);
        }

        bool isFromTensorFlow = model.Layout == OnnxLayout.ChannelsLast;
        string assumed = isFromTensorFlow
            ? "pixels are brought to −1 to 1, as TensorFlow's networks expect"
            : "ImageNet's mean is subtracted and its deviation divides, as PyTorch's networks expect";
        return new Facts(
            contents,
            isFromTensorFlow ? Preprocessing.MinusOneToOne : Preprocessing.Of(PyTorch),
            [.. model.Remarks, $"'{FilePath}' does not say how pixels are prepared: {assumed}. --mean, --scale and --bgr say otherwise."]);
    }

    private Preprocessing Stated(OnnxPreprocessing stated)
    {
        try
        {
            return Preprocessing.Of(stated);
        }
        catch (ArgumentException exception)
        {
            throw new DiscernException($"The ONNX model '{FilePath}' states a preprocessing that is none: {exception.Message.Split(" (Parameter")[0]} --mean and --scale take its place.", exception);
        }
    }

    private sealed record Facts(string Contents, Preprocessing Preprocessing, IReadOnlyList<string> Remarks);
}
