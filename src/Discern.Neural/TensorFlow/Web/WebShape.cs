namespace Discern.Neural.TensorFlow.Web;

/// <summary>A tensor's dimensions; −1 where one is open.</summary>
internal sealed record WebShape
{
    public IReadOnlyList<WebDimension?>? Dim { get; init; }
}
