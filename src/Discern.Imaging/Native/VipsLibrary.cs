using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Discern.Imaging.Native;

/// <summary>Finds libvips, loads it once per process, and sets it to work as this program does: one thread for each picture,
/// nothing cached, nothing printed, and no loader that its makers do not trust with strangers' files.</summary>
internal static unsafe class VipsLibrary
{
    private static readonly Lazy<nint> Handle = new(Load);

    private static string folder = "";

    /// <summary>Loads and starts libvips if that has not happened yet.</summary>
    /// <exception cref="DiscernException">No libvips is found; the sentence says how to get one.</exception>
    public static void Start() => _ = Handle.Value;

    private static nint Load()
    {
        nint library = Open();
        NativeLibrary.SetDllImportResolver(typeof(VipsLibrary).Assembly, (name, _, _) => Resolve(library, name));

        // Before all else, so that not even the start can print.
        VipsMethods.g_log_set_writer_func(&Discard, 0, 0);
        if (VipsMethods.vips_init("discern") != 0)
        {
            throw new DiscernException($"libvips, which reads the pictures, could not start: {VipsException.TakeMessage()}.");
        }

        if (VipsMethods.vips_version(0) != 8 || VipsMethods.vips_version(1) < 15)
        {
            throw new DiscernException(
                $"The system's libvips is version {VipsMethods.vips_version(0)}.{VipsMethods.vips_version(1)}, and 8.15 or later "
                + "is needed to read pictures: run `npm ci` in Discern's folder, which brings its own.");
        }

        VipsMethods.vips_concurrency_set(1);
        VipsMethods.vips_cache_set_max(0);
        VipsMethods.vips_block_untrusted_set(1);

        // Blocked with the rest, but in Rust, and bounded; and a drawing in memory has no folder to fetch other files from.
        VipsMethods.vips_operation_block_set("VipsForeignLoadSvg", 0);

        // A photo with a gain map for bright screens is first of all a JPEG, and is read as one.
        VipsMethods.vips_operation_block_set("VipsForeignLoadUhdr", 1);
        return library;
    }

    private static nint Open()
    {
        foreach (string candidate in VipsLocations.Candidates())
        {
            if (NativeLibrary.TryLoad(candidate, out nint library))
            {
                folder = Path.GetDirectoryName(candidate) ?? "";
                return library;
            }
        }

        if (Environment.GetEnvironmentVariable(VipsLocations.Variable) is { Length: > 0 } named)
        {
            throw new DiscernException(
                $"The variable {VipsLocations.Variable} names '{named}', where no libvips that this system can load was found: "
                + "correct it, or unset it and run `npm ci` in Discern's folder.");
        }

        throw new DiscernException(
            "libvips, the library that reads the pictures, was found neither in node_modules nor on this system: "
            + "run `npm ci` in Discern's folder.");
    }

    // Most builds hold GObject and GLib in one file with libvips, or find them through it. Windows alone looks for a function in
    // just the file that is named, and some builds bring the two as files of their own.
    private static nint Resolve(nint library, string name)
    {
        string? part = name switch
        {
            VipsMethods.GObject => "libgobject-2.0-0.dll",
            VipsMethods.GLib => "libglib-2.0-0.dll",
            VipsMethods.Vips => "",
            _ => null,
        };
        return part switch
        {
            null => 0,
            "" => library,
            _ => OperatingSystem.IsWindows() && NativeLibrary.TryLoad(Path.Combine(folder, part), out nint own) ? own : library,
        };
    }

    // What fails comes back as an error; a warning about odd metadata in a picture that decodes is of no use to anybody.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Discard(int level, nint fields, nuint count, nint data) => 1;
}
