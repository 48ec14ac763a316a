namespace Discern.Imaging.Augmenting;

/// <summary>The change of a grey value from 0..255 to 0..1: a factor and an addend.</summary>
internal readonly record struct GreyScale(float Factor, float Addend)
{
    public static GreyScale Of(in Transform transform, Picture source)
    {
        // Contrast turns v into m + c (v - m), and brightness has scaled both v and m by b before.
        float factor = transform.Brightness * transform.Contrast;
        float addend = transform.Contrast == 1 ? 0 : transform.Brightness * (1 - transform.Contrast) * MeanLuma.Of(source);
        return new GreyScale(factor / byte.MaxValue, addend / byte.MaxValue);
    }

    public float Apply(float value) => Math.Clamp((Factor * value) + Addend, 0, 1);
}
