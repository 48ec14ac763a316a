namespace Discern.Neural.TensorFlow.Web;

/// <summary>An operation of a graph model.</summary>
internal sealed record WebNode
{
    public string Name { get; init; } = string.Empty;

    public string Op { get; init; } = string.Empty;

    public IReadOnlyList<string?>? Input { get; init; }

    public IReadOnlyDictionary<string, WebAttribute?>? Attr { get; init; }

    public WebAttribute Attribute(string name) => Attr?.GetValueOrDefault(name) ?? new();
}
