namespace Discern.Neural.TensorFlow.Web;

/// <summary>Files whose bytes, put together, hold weights one behind the other.</summary>
internal sealed record WebWeightGroup
{
    public IReadOnlyList<string?>? Paths { get; init; }

    public IReadOnlyList<WebWeight?>? Weights { get; init; }
}
