using Discern.Features.Backbones.Bodies;

namespace Discern.Features.Backbones;

/// <summary>The default: two bodies that know different things, 4416 numbers for each picture.</summary>
internal sealed class General : Backbone
{
    /// <inheritdoc/>
    public override string Name => "general";

    /// <inheritdoc/>
    public override string Description => "Photos of anything: two small networks, one trained on ImageNet, one on Open Images.";

    /// <inheritdoc/>
    public override IReadOnlyList<Body> Bodies { get; } = [new NsfwMobileNet(), new ObjectronMobileNet()];
}
