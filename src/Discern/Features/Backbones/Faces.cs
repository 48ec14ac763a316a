using Discern.Features.Backbones.Bodies;

namespace Discern.Features.Backbones;

/// <summary>A body trained on faces, whose weights' origin is not stated: only when asked for.</summary>
internal sealed class Faces : Backbone
{
    /// <inheritdoc/>
    public override string Name => "faces";

    /// <inheritdoc/>
    public override string Description => "Cropped faces: expression, age, likeness; the origin of its weights is not stated.";

    /// <inheritdoc/>
    public override IReadOnlyList<Body> Bodies { get; } = [new HumanFaceResidual()];
}
