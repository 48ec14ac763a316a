namespace Discern.Neural.TensorFlow.Web;

/// <summary>One dimension.</summary>
internal sealed record WebDimension
{
    public int Size { get; init; }
}
