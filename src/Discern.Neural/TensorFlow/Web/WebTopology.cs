namespace Discern.Neural.TensorFlow.Web;

/// <summary>The operations of a graph model.</summary>
internal sealed record WebTopology
{
    public IReadOnlyList<WebNode?>? Node { get; init; }
}
