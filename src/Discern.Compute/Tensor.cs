using Discern.Compute.Memory;

namespace Discern.Compute;

/// <summary>A view of 32-bit floats in native memory, row-major. Copies nothing and owns nothing: its <see cref="Arena"/> does.</summary>
public readonly unsafe struct Tensor
{
    internal Tensor(float* pointer, Shape shape)
    {
        Pointer = pointer;
        Shape = shape;
    }

    /// <summary>The size.</summary>
    public Shape Shape { get; }

    /// <summary>Whether there is memory behind the view; the default value has none.</summary>
    public bool IsPresent => Pointer is not null;

    /// <summary>The values, row-major; at most 2³¹ − 1 of them.</summary>
    public Span<float> Values => new(Pointer, checked((int)Shape.Count));

    /// <summary>The address of the first value.</summary>
    internal float* Pointer { get; }

    /// <summary>The same memory seen with another shape of no more values.</summary>
    /// <exception cref="ArgumentException">The new shape has more values than this one.</exception>
    public Tensor Reshape(Shape shape) => shape.Count <= Shape.Count
        ? new Tensor(Pointer, shape)
        : throw new ArgumentException($"A view of {Shape} holds too few values for {shape}.", nameof(shape));

    /// <summary>The first <paramref name="count"/> examples of the batch.</summary>
    public Tensor Take(int count) => Reshape(Shape.WithBatch(count));

    /// <summary>Examples <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> of the batch.</summary>
    public Tensor Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + count, Shape.Batch);
        return new Tensor(Pointer + (start * Shape.CountPerExample), Shape.WithBatch(count));
    }
}
