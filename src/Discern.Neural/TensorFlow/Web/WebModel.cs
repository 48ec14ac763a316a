namespace Discern.Neural.TensorFlow.Web;

/// <summary>A graph model of TensorFlow.js as its JSON tells it; everything may be missing, since it comes from a stranger.</summary>
internal sealed record WebModel
{
    public WebTopology? ModelTopology { get; init; }

    public IReadOnlyList<WebWeightGroup?>? WeightsManifest { get; init; }
}
