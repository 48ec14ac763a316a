using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Discern.Imaging.Augmenting;

/// <summary>The change of a value from 0..255 to 0..1: a factor and an addend.</summary>
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

    /// <summary>Changes as many values as there are, the same bits as one by one.</summary>
    public void Apply(ReadOnlySpan<byte> values, Span<float> target)
    {
        target = target[..values.Length];
        ref byte from = ref MemoryMarshal.GetReference(values);
        ref float to = ref MemoryMarshal.GetReference(target);
        int place = 0;
        for (; place <= values.Length - Vector128<byte>.Count; place += Vector128<byte>.Count)
        {
            (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(Vector128.LoadUnsafe(ref from, (nuint)place));
            Apply(lower).StoreUnsafe(ref to, (nuint)place);
            Apply(upper).StoreUnsafe(ref to, (nuint)(place + Vector128<ushort>.Count));
        }

        for (; place < values.Length; place++)
        {
            target[place] = Apply(values[place]);
        }
    }

    private Vector256<float> Apply(Vector128<ushort> values)
    {
        (Vector128<uint> lower, Vector128<uint> upper) = Vector128.Widen(values);
        Vector256<float> numbers = Vector256.ConvertToSingle(Vector256.Create(lower, upper).AsInt32());
        return Vector256.Min(Vector256.Max((Factor * numbers) + Vector256.Create(Addend), Vector256<float>.Zero), Vector256<float>.One);
    }
}
