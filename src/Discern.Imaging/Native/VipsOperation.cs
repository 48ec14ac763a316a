using System.Runtime.InteropServices;

namespace Discern.Imaging.Native;

/// <summary>
/// One operation of libvips: made by name, given its arguments by name, run for its output.
/// <c>using var image = new VipsOperation("flip").Set("in", source).Set("direction", 1).ToImage();</c>
/// </summary>
/// <remarks>Running gives back everything that the operation holds but its output; an operation runs once.</remarks>
internal readonly unsafe struct VipsOperation
{
    private readonly nint operation;

    public VipsOperation(string name)
    {
        operation = VipsMethods.vips_operation_new(name);
        if (operation == 0)
        {
            throw VipsException.Take();
        }
    }

    /// <summary>The name of the loader for contents, chosen by their first bytes, or null where there is none.</summary>
    public static string? LoaderOf(ReadOnlySpan<byte> contents)
    {
        fixed (byte* pointer = contents)
        {
            nint name = VipsMethods.vips_foreign_find_load_buffer(pointer, (nuint)contents.Length);
            if (name == 0)
            {
                VipsMethods.vips_error_clear();
            }

            return Marshal.PtrToStringUTF8(name);
        }
    }

    /// <summary>Sets a number, a boolean as 0 or 1, or the number of an enumeration: GObject converts between the three.</summary>
    public VipsOperation Set(string argument, int number)
    {
        var value = GValue.Of(GValue.Int32);
        VipsMethods.g_value_set_int(ref value, number);
        return Set(argument, ref value);
    }

    public VipsOperation Set(string argument, string text)
    {
        var value = GValue.Of(GValue.String);
        VipsMethods.g_value_set_string(ref value, text);
        return Set(argument, ref value);
    }

    public VipsOperation Set(string argument, VipsImage image)
    {
        var value = GValue.Of(VipsMethods.vips_image_get_type());
        VipsMethods.g_value_set_object(ref value, image.DangerousGetHandle());
        return Set(argument, ref value);
    }

    public VipsOperation Set(string argument, ReadOnlySpan<double> numbers)
    {
        fixed (double* pointer = numbers)
        {
            return SetBoxed(argument, VipsMethods.vips_array_double_get_type(), VipsMethods.vips_array_double_new(pointer, numbers.Length));
        }
    }

    /// <summary>Sets bytes that are not copied: they must stay where they are until all that came of them is gone.</summary>
    public VipsOperation Set(string argument, byte* bytes, int length) =>
        SetBoxed(argument, VipsMethods.vips_blob_get_type(), VipsMethods.vips_blob_new(0, bytes, (nuint)length));

    /// <summary>Runs the operation for the picture that it makes.</summary>
    public VipsImage ToImage()
    {
        nint built = Build();
        var value = GValue.Of(VipsMethods.vips_image_get_type());
        VipsMethods.g_object_get_property(built, "out", ref value);
        var image = new VipsImage(VipsMethods.g_value_dup_object(ref value));
        VipsMethods.g_value_unset(ref value);
        Release(built);
        return image;
    }

    /// <summary>Runs the operation for the encoded bytes that it makes.</summary>
    public byte[] ToBytes()
    {
        nint built = Build();
        var value = GValue.Of(VipsMethods.vips_blob_get_type());
        VipsMethods.g_object_get_property(built, "buffer", ref value);
        byte* data = VipsMethods.vips_blob_get(VipsMethods.g_value_get_boxed(ref value), out nuint length);
        byte[] bytes = new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
        VipsMethods.g_value_unset(ref value);
        Release(built);
        return bytes;
    }

    private VipsOperation SetBoxed(string argument, nuint type, nint boxed)
    {
        var value = GValue.Of(type);
        VipsMethods.g_value_set_boxed(ref value, boxed);
        VipsMethods.vips_area_unref(boxed);
        return Set(argument, ref value);
    }

    private VipsOperation Set(string argument, ref GValue value)
    {
        // GObject would only print a warning, and go on without the argument. The first word of an object is its class.
        if (VipsMethods.g_object_class_find_property(*(nint*)operation, argument) == 0)
        {
            throw new InvalidOperationException($"This libvips has no argument '{argument}' for the operation.");
        }

        VipsMethods.g_object_set_property(operation, argument, ref value);
        VipsMethods.g_value_unset(ref value);
        return this;
    }

    private nint Build()
    {
        nint built = VipsMethods.vips_cache_operation_build(operation);
        if (built == 0)
        {
            VipsException exception = VipsException.Take();
            Release(operation);
            throw exception;
        }

        VipsMethods.g_object_unref(operation);
        return built;
    }

    private static void Release(nint built)
    {
        VipsMethods.vips_object_unref_outputs(built);
        VipsMethods.g_object_unref(built);
    }
}
