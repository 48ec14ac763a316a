namespace Discern.Evaluation;

/// <summary>A name from outside, made fit to stand within a line of plain text.</summary>
internal static class ShownName
{
    /// <summary>Replaces control characters, which could break the line or command the terminal, by U+FFFD.</summary>
    public static string Of(string name) =>
        string.Create(name.Length, name, static (shown, source) =>
        {
            for (int index = 0; index < shown.Length; index++)
            {
                shown[index] = char.IsControl(source[index]) ? '\uFFFD' : source[index];
            }
        });
}
