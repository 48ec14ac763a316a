using System.Runtime.InteropServices;

namespace Discern.Imaging.Native;

/// <summary>
/// The functions of libvips, GObject and GLib that are used, under their own names. Those with a variable number of
/// arguments are left alone: their calling convention differs between platforms.
/// </summary>
/// <remarks><see cref="VipsLibrary"/> says which file each of the three names stands for, and starts it.</remarks>
internal static unsafe partial class VipsMethods
{
    public const string Vips = "discern-vips";
    public const string GObject = "discern-gobject";
    public const string GLib = "discern-glib";

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_init(string programName);

    [LibraryImport(Vips)]
    public static partial int vips_version(int part);

    [LibraryImport(Vips)]
    public static partial void vips_concurrency_set(int threads);

    [LibraryImport(Vips)]
    public static partial void vips_cache_set_max(int operations);

    [LibraryImport(Vips)]
    public static partial void vips_block_untrusted_set(int isBlocked);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void vips_operation_block_set(string name, int isBlocked);

    [LibraryImport(Vips)]
    public static partial nint vips_error_buffer_copy();

    [LibraryImport(Vips)]
    public static partial void vips_error_clear();

    [LibraryImport(Vips)]
    public static partial nint vips_foreign_find_load_buffer(byte* contents, nuint length);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint vips_operation_new(string name);

    [LibraryImport(Vips)]
    public static partial nint vips_cache_operation_build(nint operation);

    [LibraryImport(Vips)]
    public static partial void vips_object_unref_outputs(nint operation);

    [LibraryImport(Vips)]
    public static partial nuint vips_blob_get_type();

    [LibraryImport(Vips)]
    public static partial nint vips_blob_new(nint free, byte* data, nuint length);

    [LibraryImport(Vips)]
    public static partial byte* vips_blob_get(nint blob, out nuint length);

    [LibraryImport(Vips)]
    public static partial void vips_area_unref(nint area);

    [LibraryImport(Vips)]
    public static partial nuint vips_array_double_get_type();

    [LibraryImport(Vips)]
    public static partial nint vips_array_double_new(double* values, int count);

    [LibraryImport(Vips)]
    public static partial nuint vips_image_get_type();

    [LibraryImport(Vips)]
    public static partial nint vips_image_new_from_memory(byte* pixels, nuint length, int width, int height, int bands, int format);

    [LibraryImport(Vips)]
    public static partial int vips_image_get_width(nint image);

    [LibraryImport(Vips)]
    public static partial int vips_image_get_height(nint image);

    [LibraryImport(Vips)]
    public static partial int vips_image_get_bands(nint image);

    [LibraryImport(Vips)]
    public static partial int vips_image_get_format(nint image);

    [LibraryImport(Vips)]
    public static partial int vips_image_get_interpretation(nint image);

    [LibraryImport(Vips)]
    public static partial int vips_image_hasalpha(nint image);

    [LibraryImport(Vips)]
    public static partial int vips_image_get_orientation(nint image);

    [LibraryImport(Vips)]
    public static partial int vips_image_get_orientation_swap(nint image);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nuint vips_image_get_typeof(nint image, string name);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_image_get_blob(nint image, string name, out byte* data, out nuint length);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_image_get_string(nint image, string name, out nint text);

    [LibraryImport(Vips)]
    public static partial nint vips_region_new(nint image);

    [LibraryImport(Vips)]
    public static partial nint vips_region_fetch(nint region, int left, int top, int width, int height, out nuint length);

    [LibraryImport(GObject, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint g_object_class_find_property(nint objectClass, string name);

    [LibraryImport(GObject, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void g_object_set_property(nint instance, string name, ref GValue value);

    [LibraryImport(GObject, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void g_object_get_property(nint instance, string name, ref GValue value);

    [LibraryImport(GObject)]
    public static partial void g_object_unref(nint instance);

    [LibraryImport(GObject)]
    public static partial nint g_value_init(ref GValue value, nuint type);

    [LibraryImport(GObject)]
    public static partial void g_value_unset(ref GValue value);

    [LibraryImport(GObject)]
    public static partial void g_value_set_int(ref GValue value, int number);

    [LibraryImport(GObject, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void g_value_set_string(ref GValue value, string text);

    [LibraryImport(GObject)]
    public static partial void g_value_set_boxed(ref GValue value, nint boxed);

    [LibraryImport(GObject)]
    public static partial void g_value_set_object(ref GValue value, nint instance);

    [LibraryImport(GObject)]
    public static partial nint g_value_get_boxed(ref GValue value);

    [LibraryImport(GObject)]
    public static partial nint g_value_dup_object(ref GValue value);

    [LibraryImport(GLib)]
    public static partial void g_free(nint memory);

    [LibraryImport(GLib, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int g_file_test(string path, int test);

    [LibraryImport(GLib)]
    public static partial void g_log_set_writer_func(
        delegate* unmanaged[Cdecl]<int, nint, nuint, nint, int> writer, nint data, nint free);
}
