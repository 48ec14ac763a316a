using System.Runtime.InteropServices;

namespace Discern.Imaging.Native;

/// <summary>libvips refused: its own words, on one line.</summary>
internal sealed class VipsException(string message) : Exception(message)
{
    /// <summary>The exception for the failure that just happened.</summary>
    public static VipsException Take() => new(TakeMessage());

    /// <summary>The text of the errors since the last time, which is cleared.</summary>
    public static string TakeMessage()
    {
        nint copy = VipsMethods.vips_error_buffer_copy();
        string text = Marshal.PtrToStringUTF8(copy) ?? "";
        VipsMethods.g_free(copy);

        // One failure may leave several lines, the cause first, and the same line may come many times over.
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "no reason was given" : string.Join("; ", lines.Distinct(StringComparer.Ordinal).Take(3)).TrimEnd('.');
    }
}
