using Discern.Features.Backbones.Bodies;

namespace Discern.Features.Backbones;

/// <summary>The default and a third body, whose weights' origin is not stated: only when asked for.</summary>
internal sealed class GeneralLarge : Backbone
{
    /// <inheritdoc/>
    public override string Name => "general-large";

    /// <inheritdoc/>
    public override string Description => "As 'general', and a third network: a little better and slower; the origin of its weights is not stated.";

    /// <inheritdoc/>
    public override IReadOnlyList<Body> Bodies { get; } =
        [new NsfwMobileNet(), new ObjectronMobileNet(includesMiddle: true), new HumanCenterNet()];
}
