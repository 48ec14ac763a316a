using Discern.Features.Backbones;
using Discern.Neural.Graphs;

namespace Discern.Classifiers.FineTune;

/// <summary>A body as far as its last convolutions, which are to learn.</summary>
internal sealed class CutBody(Body whole, int convolutions) : Body
{
    public override string Name => $"{whole.Name}-before-{convolutions}";

    public override string Identity => $"{whole.Identity} before {convolutions}";

    public override int Size => whole.Size;

    public override Preprocessing Preprocessing => whole.Preprocessing;

    public override BodyNetwork Read()
    {
        BodyNetwork network = whole.Read();
        return new BodyNetwork(new GraphCut(network.Graph, convolutions).Before(), network.Weights);
    }
}
