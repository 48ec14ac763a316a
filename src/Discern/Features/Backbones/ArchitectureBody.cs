using System.Security.Cryptography;
using System.Text;
using Discern.Neural.Architectures;
using Discern.Neural.Graphs;

namespace Discern.Features.Backbones;

/// <summary>A published network built from code, with random numbers or those of a file.</summary>
internal sealed class ArchitectureBody(Architecture architecture, BackboneOptions options) : KnownBody
{
    private readonly Lazy<string> numbers = new(() => options.Weights is null ? $"seed {options.Seed}" : NetworkFile.Hash(options.Weights));

    /// <inheritdoc/>
    public override string Name => architecture.Name;

    /// <inheritdoc/>
    public override string Identity => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Name, numbers.Value, $"{Size}", $"{Preprocessing}"))));

    /// <inheritdoc/>
    public override int Size => options.Size ?? architecture.Size;

    /// <inheritdoc/>
    public override Preprocessing Preprocessing { get; } = options.Preprocessing ?? Preprocessing.Of(architecture.Preprocessing);

    /// <inheritdoc/>
    public override int Features => architecture.Features;

    /// <inheritdoc/>
    public override long Bytes => architecture.Parameters * sizeof(float);

    /// <inheritdoc/>
    public override string Licence => "of the weights' file";

    /// <inheritdoc/>
    public override string Origin => $"layers only: {architecture.Source}";

    /// <inheritdoc/>
    public override bool IsInstalled => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Remarks => options.Weights is null
        ? [$"'{Name}' begins with random numbers (seed {options.Seed}), so that its features mean little; --weights FILE.onnx fills it with trained ones."]
        : [];

    /// <inheritdoc/>
    public override BodyNetwork Read()
    {
        Graph graph = architecture.Build(Size);
        Weights weights = options.Weights is null ? Weights.Initialize(graph, options.Seed) : ArchitectureWeights.Read(graph, options.Weights);
        graph.OutputNode.Freeze();
        return new BodyNetwork(graph, weights);
    }
}
