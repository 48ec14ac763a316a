using Discern.Imaging;

namespace Discern.Explaining.Masking;

/// <summary>Puts one other picture in the place of what is hidden.</summary>
internal sealed class BackgroundMasker(float[] pixels, float[] background, int width, int channels) : Masker(pixels, width, channels)
{
    public override void Render(ReadOnlySpan<bool> isVisible, Span<float> target)
    {
        for (int value = 0; value < target.Length; value++)
        {
            target[value] = isVisible[value / Channels] ? Pixels[value] : background[value];
        }
    }

    protected override void Render(IEnumerable<PictureArea> visible, Span<float> target)
    {
        background.CopyTo(target);
        foreach (PictureArea area in visible)
        {
            for (int row = area.Top; row < area.Bottom; row++)
            {
                int start = ((row * Width) + area.Left) * Channels;
                Pixels.Slice(start, area.Width * Channels).CopyTo(target[start..]);
            }
        }
    }
}
