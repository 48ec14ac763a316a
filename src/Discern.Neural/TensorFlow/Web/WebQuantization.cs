namespace Discern.Neural.TensorFlow.Web;

/// <summary>Weights as small numbers: value = stored · scale + min; "float16" stands for itself.</summary>
internal sealed record WebQuantization
{
    public string Dtype { get; init; } = string.Empty;

    public double Scale { get; init; } = 1;

    public double Min { get; init; }
}
