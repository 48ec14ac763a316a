using System.Runtime.CompilerServices;

namespace Discern.Compute.Elementwise;

/// <summary>Checks at the door of kernels, which write through pointers and would not notice.</summary>
internal static class Require
{
    /// <summary>Refuses a tensor that has no memory, or not exactly so many values.</summary>
    public static void Count(Tensor tensor, long count, [CallerArgumentExpression(nameof(tensor))] string name = "")
    {
        if (!tensor.IsPresent)
        {
            throw new ArgumentException($"The tensor '{name}' is absent.", name);
        }

        if (tensor.Shape.Count != count)
        {
            throw new ArgumentException($"The tensor '{name}' is {tensor.Shape}, which is not {count} values.", name);
        }
    }

    /// <summary>Refuses a tensor that has no memory, or fewer values.</summary>
    public static void AtLeast(Tensor tensor, long count, [CallerArgumentExpression(nameof(tensor))] string name = "")
    {
        if (!tensor.IsPresent || tensor.Shape.Count < count)
        {
            throw new ArgumentException($"The tensor '{name}' has {tensor.Shape.Count} values where {count} are needed.", name);
        }
    }

    /// <summary>Refuses a span that is too short.</summary>
    public static void AtLeast<T>(ReadOnlySpan<T> span, long count, [CallerArgumentExpression(nameof(span))] string name = "")
    {
        if (span.Length < count)
        {
            throw new ArgumentException($"The span '{name}' has {span.Length} values where {count} are needed.", name);
        }
    }
}
