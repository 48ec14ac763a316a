using System.Text;

namespace Discern.Neural.TensorFlow.Web;

/// <summary>A setting of an operation: one of a text in base64, a number, a truth, a list, a shape.</summary>
internal sealed record WebAttribute
{
    public string? S { get; init; }

    public long? I { get; init; }

    public bool? B { get; init; }

    public WebAttributeList? List { get; init; }

    public WebShape? Shape { get; init; }

    public string Text => Decode(S);

    public IReadOnlyList<string> Texts => [.. (List?.S ?? []).Select(Decode)];

    /// <summary>The numbers for rows and columns in a list for batch, rows, columns, channels; 1 where they are missing.</summary>
    public (int Height, int Width) RowsAndColumns => List?.I is [_, long height, long width, _] ? (Clamp(height), Clamp(width)) : (1, 1);

    private static string Decode(string? base64)
    {
        var bytes = new byte[base64?.Length ?? 0];
        return Convert.TryFromBase64String(base64 ?? string.Empty, bytes, out int count) ? Encoding.UTF8.GetString(bytes, 0, count) : string.Empty;
    }

    private static int Clamp(long value) => (int)Math.Clamp(value, 0, int.MaxValue);
}
