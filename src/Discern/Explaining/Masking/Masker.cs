using Discern.Imaging;

namespace Discern.Explaining.Masking;

/// <summary>Shows parts of a picture and hides the others.</summary>
/// <param name="pixels">The picture, row by row, channels side by side.</param>
/// <param name="width">Its columns.</param>
/// <param name="channels">Values of a pixel.</param>
internal abstract class Masker(float[] pixels, int width, int channels)
{
    /// <summary>Values of the picture.</summary>
    public int Values => pixels.Length;

    public int Width => width;

    public int Height => pixels.Length / (width * channels);

    protected ReadOnlySpan<float> Pixels => pixels;

    protected int Channels => channels;

    public static Masker Of(Concealment concealment, float[] pixels, int width, int channels) => concealment switch
    {
        Concealment.Blur => new BackgroundMasker(pixels, BoxBlur.Of(pixels, width, channels), width, channels),
        Concealment.Mean => new BackgroundMasker(pixels, MeanColour.Picture(pixels, channels), width, channels),
        _ => new InpaintingMasker(pixels, width, channels),
    };

    /// <summary>Writes the picture with only a coalition visible.</summary>
    public void Render(Coalition? visible, Span<float> target) => Render(Coalition.Areas(visible), target);

    /// <summary>Writes the picture with only some pixels visible.</summary>
    /// <param name="isVisible">One for each pixel.</param>
    /// <param name="target">As many values as the picture has.</param>
    public abstract void Render(ReadOnlySpan<bool> isVisible, Span<float> target);

    /// <summary>Writes the picture with only some rectangles visible.</summary>
    protected abstract void Render(IEnumerable<PictureArea> visible, Span<float> target);
}
