using Discern.Features.Backbones;

namespace Discern.Classifiers.FineTune;

/// <summary>A backbone whose bodies end before their last convolutions, which are to learn.</summary>
internal sealed class CutBackbone(Backbone whole, int convolutions) : Backbone
{
    public override string Name => whole.Name;

    public override string Description => whole.Description;

    public override IReadOnlyList<Body> Bodies { get; } = [.. whole.Bodies.Select(body => new CutBody(body, convolutions))];
}
