using System.Runtime.InteropServices;

namespace Discern.Imaging.Native;

/// <summary>A picture of libvips: a recipe for pixels, of which little more than the header need exist.</summary>
internal sealed class VipsImage : SafeHandle
{
    private const int UnsignedByte = 0;
    private const int RowsAtOnce = 64;
    private const string ProfileField = "icc-profile-data";

    /// <summary>Takes over one reference.</summary>
    public VipsImage(nint reference)
        : base(0, ownsHandle: true) => SetHandle(reference);

    public override bool IsInvalid => handle == 0;

    public int Width => VipsMethods.vips_image_get_width(handle);

    public int Height => VipsMethods.vips_image_get_height(handle);

    public int Bands => VipsMethods.vips_image_get_bands(handle);

    public bool HasAlpha => VipsMethods.vips_image_hasalpha(handle) != 0;

    /// <summary>How the camera was held, 1 to 8 as in EXIF; 1 is upright.</summary>
    public int Orientation => VipsMethods.vips_image_get_orientation(handle);

    /// <summary>Whether the picture lies on its side, so that upright its width and height change places.</summary>
    public bool IsSideways => VipsMethods.vips_image_get_orientation_swap(handle) != 0;

    /// <summary>The embedded colour profile, empty where there is none; it lives as long as the picture does.</summary>
    public unsafe ReadOnlySpan<byte> Profile =>
        VipsMethods.vips_image_get_typeof(handle, ProfileField) != 0
        && VipsMethods.vips_image_get_blob(handle, ProfileField, out byte* data, out nuint length) == 0
            ? new ReadOnlySpan<byte>(data, checked((int)length))
            : [];

    /// <summary>A picture of grey or sRGB over pixels that are not copied: they must stay where they are until all that came of it is gone.</summary>
    public static unsafe VipsImage Over(byte* pixels, int width, int height, int bands)
    {
        nint image = VipsMethods.vips_image_new_from_memory(
            pixels, (nuint)width * (nuint)height * (nuint)bands, width, height, bands, UnsignedByte);
        using VipsImage unknown = image != 0 ? new VipsImage(image) : throw VipsException.Take();
        return new VipsOperation("copy").Set("in", unknown)
            .Set("interpretation", (int)(bands == 1 ? VipsInterpretation.Grey : VipsInterpretation.Srgb)).ToImage();
    }

    /// <summary>Whether the pixels are bytes of that meaning, with nothing to be seen through.</summary>
    public bool Is(VipsInterpretation interpretation) =>
        VipsMethods.vips_image_get_format(handle) == UnsignedByte
        && VipsMethods.vips_image_get_interpretation(handle) == (int)interpretation
        && !HasAlpha;

    /// <summary>A text of the metadata, or null where there is none of that name.</summary>
    public string? Text(string field) =>
        VipsMethods.vips_image_get_typeof(handle, field) != 0 && VipsMethods.vips_image_get_string(handle, field, out nint text) == 0
            ? Marshal.PtrToStringUTF8(text)
            : null;

    /// <summary>Computes the pixels, row by row, bands interleaved; here all the decoding happens.</summary>
    /// <remarks>
    /// Band by band on this thread: whole pictures are what runs side by side here, and the threads that libvips would start for
    /// each cost more than a small picture does.
    /// </remarks>
    public byte[] ToArray() => ToArray(0, 0, Width, Height);

    /// <summary>The same for a part of the picture.</summary>
    public byte[] ToArray(int left, int top, int width, int height)
    {
        byte[] pixels = GC.AllocateUninitializedArray<byte>(checked(width * Bands * height));
        Read(left, top, width, height, pixels);
        return pixels;
    }

    /// <summary>The same into memory that is there.</summary>
    public unsafe void Read(int left, int top, int width, int height, Span<byte> pixels)
    {
        int rowBytes = width * Bands;
        nint region = VipsMethods.vips_region_new(handle);
        if (region == 0)
        {
            throw VipsException.Take();
        }

        try
        {
            for (int row = 0; row < height; row += RowsAtOnce)
            {
                int rows = Math.Min(RowsAtOnce, height - row);
                nint memory = VipsMethods.vips_region_fetch(region, left, top + row, width, rows, out nuint length);
                if (memory == 0)
                {
                    throw VipsException.Take();
                }

                new ReadOnlySpan<byte>((void*)memory, checked((int)length)).CopyTo(pixels[(row * rowBytes)..]);
                VipsMethods.g_free(memory);
            }
        }
        finally
        {
            VipsMethods.g_object_unref(region);
        }
    }

    protected override bool ReleaseHandle()
    {
        VipsMethods.g_object_unref(handle);
        return true;
    }
}
