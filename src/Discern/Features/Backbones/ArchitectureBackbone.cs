using Discern.Neural.Architectures;

namespace Discern.Features.Backbones;

/// <summary>A published network built from code.</summary>
internal sealed class ArchitectureBackbone(Architecture architecture, BackboneOptions options) : Backbone
{
    /// <inheritdoc/>
    public override string Name => architecture.Name;

    /// <inheritdoc/>
    public override string Description => "Built from code; its numbers are random, or those of a file: --weights FILE.onnx.";

    /// <inheritdoc/>
    public override IReadOnlyList<Body> Bodies { get; } = [new ArchitectureBody(architecture, options)];

    /// <inheritdoc/>
    public override bool HasDenseTop => true;

    /// <inheritdoc/>
    public override Backbone With(BackboneOptions told) => told.Features.Count == 0
        ? new ArchitectureBackbone(architecture, told)
        : throw new ArgumentException($"'{Name}' gives the features that it was published with; --features is for a network's file.");
}
