using System.Runtime.InteropServices;

namespace Discern.Imaging.Native;

/// <summary>GLib's container for a value of any type, as it lies in memory: a type and two words of data.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GValue
{
    // The fundamental types of GObject are numbered, and shifted by two bits.
    public const nuint Int32 = 6 << 2;
    public const nuint String = 16 << 2;

    public nuint Type;
    public ulong First;
    public ulong Second;

    /// <summary>An empty value of a type. It is to be given back by <c>g_value_unset</c>.</summary>
    public static GValue Of(nuint type)
    {
        var value = default(GValue);
        VipsMethods.g_value_init(ref value, type);
        return value;
    }
}
