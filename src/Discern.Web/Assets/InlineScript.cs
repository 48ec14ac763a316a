using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace Discern.Web.Assets;

/// <summary>Text made fit to stand between the tags of a script element.</summary>
internal static class InlineScript
{
    // Letters of every language stay as they are; <, >, &, quotes inside strings, U+2028 and U+2029 become \uXXXX,
    // so that no name can end the script element or begin a comment.
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Data, for <c>&lt;script type="application/json"&gt;</c>.</summary>
    public static MarkupString Data(JsonNode data) => new(data.ToJsonString(s_json));

    /// <summary>Code that is part of the program: ours or a library's, never text from a user's files.</summary>
    public static MarkupString Code(string code)
    {
        // In a string or a pattern "<\/" is "</" and "\x3C!--" is "<!--"; outside of both neither occurs in code that is not odd.
        var safe = code
            .Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase)
            .Replace("<!--", "\\x3C!--", StringComparison.Ordinal);
        return new MarkupString(safe);
    }
}
