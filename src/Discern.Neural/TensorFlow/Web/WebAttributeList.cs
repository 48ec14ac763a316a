namespace Discern.Neural.TensorFlow.Web;

/// <summary>Settings in a row: texts in base64, or numbers.</summary>
internal sealed record WebAttributeList
{
    public IReadOnlyList<string?>? S { get; init; }

    public IReadOnlyList<long>? I { get; init; }
}
