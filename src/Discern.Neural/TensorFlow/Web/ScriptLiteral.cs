using System.Text;

namespace Discern.Neural.TensorFlow.Web;

/// <summary>Finds what a JavaScript module exports, and turns an object literal, as minifiers write it, into JSON. Nothing is executed.</summary>
internal static class ScriptLiteral
{
    private const string Mark = ".exports=";

    /// <summary>The text in a module that exports one string.</summary>
    /// <returns>Null where it exports none.</returns>
    public static string? Text(string module)
    {
        int start = module.IndexOf(Mark + '"', StringComparison.Ordinal) + Mark.Length + 1;
        int end = start <= Mark.Length ? -1 : module.IndexOf('"', start);
        return end < 0 ? null : module[start..end];
    }

    /// <summary>The object that a module exports, as JSON.</summary>
    /// <returns>Null where it exports none; what is no literal comes out as it stands, for the JSON reader to refuse.</returns>
    public static string? Json(string module)
    {
        int position = module.IndexOf(Mark + '{', StringComparison.Ordinal);
        if (position < 0)
        {
            return null;
        }

        position += Mark.Length;
        var json = new StringBuilder();
        int depth = 0;
        do
        {
            depth += module[position] is '{' or '[' ? 1 : module[position] is '}' or ']' ? -1 : 0;
            position = Take(module, position, json);
        }
        while (depth > 0 && position < module.Length);
        return json.ToString();
    }

    /// <summary>Writes one token as JSON.</summary>
    /// <returns>Where the next one begins.</returns>
    private static int Take(string module, int start, StringBuilder json)
    {
        char first = module[start];
        int end = start + 1;
        if (first is '"' or '\'')
        {
            while (end < module.Length && module[end] != first)
            {
                end += module[end] == '\\' ? 2 : 1;
            }

            end = Math.Min(end, module.Length);
            string text = module[(start + 1)..end];
            json.Append('"').Append(first == '"' ? text : text.Replace("\\'", "'", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
            return end + 1;
        }

        if (first == '!' && end < module.Length)
        {
            // Minified truths: !0 and !1.
            json.Append(module[end] == '0' ? "true" : "false");
            return end + 1;
        }

        if (!IsWord(first))
        {
            json.Append(first);
            return end;
        }

        while (end < module.Length && (IsWord(module[end]) || (module[end] == '-' && module[end - 1] is 'e' or 'E')))
        {
            end++;
        }

        json.Append(Word(module[start..end]));
        return end;
    }

    private static bool IsWord(char value) => char.IsAsciiLetterOrDigit(value) || value is '_' or '$' or '.';

    // Numbers lose their leading zero in minified scripts; names of fields, their quotes.
    private static string Word(string word) =>
        word[0] == '.' ? "0" + word
        : char.IsAsciiDigit(word[0]) || word is "true" or "false" or "null" ? word
        : $"\"{word}\"";
}
