using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Discern.Neural.Graphs;
using Discern.Neural.Onnx;

namespace Discern.Features.Backbones;

/// <summary>The body in an ONNX file, cut at the node that the user names, or before its classifier.</summary>
internal sealed class OnnxBody : FileBody
{
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

    /// <inheritdoc/>
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
        OnnxPreparation preparation = OnnxPreparation.Of(model, FilePath, Options.Preprocessing);
        return new Facts(contents, preparation.Preprocessing, preparation.Remark is { } remark ? [.. model.Remarks, remark] : model.Remarks);
    }

    private sealed record Facts(string Contents, Preprocessing Preprocessing, IReadOnlyList<string> Remarks);
}
