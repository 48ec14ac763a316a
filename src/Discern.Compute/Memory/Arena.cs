using System.Runtime.InteropServices;

namespace Discern.Compute.Memory;

/// <summary>
/// One block of native memory, cleared, out of which tensors are cut by offset. It lives as long as a plan or a set of
/// weights does and is reused at every step: a first touch costs 2 to 4 µs per 4 KiB page, so memory is touched once, and only
/// when it is needed: one picture touches little of a plan for sixteen.
/// </summary>
public sealed unsafe partial class Arena : IDisposable
{
    /// <summary>Every tensor begins at a multiple of this many bytes: a cache line, and a 512-bit vector.</summary>
    public const int Alignment = 64;

    // Kernels may read, never write, up to two vectors past the end of a tensor.
    private const long Slack = 4096;
    private const nuint HugePage = 2 << 20;
    private const int AdviseHugePages = 14;

    private readonly void* allocation;
    private byte* block;

    /// <summary>Takes and clears the memory.</summary>
    /// <param name="bytes">How much, 0 or more.</param>
    /// <exception cref="DiscernException">The machine has not that much memory.</exception>
    public Arena(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        ByteCount = bytes;
        nuint size = (nuint)(bytes + Slack);
        nuint alignment = size >= HugePage ? HugePage : Alignment;
        try
        {
            // The system gives large blocks cleared: nothing is written here.
            allocation = NativeMemory.AllocZeroed(size + alignment);
        }
        catch (OutOfMemoryException exception)
        {
            throw new DiscernException(
                $"The machine has not the {bytes / 1048576.0:N0} MiB of memory that this step needs; use a smaller batch or smaller pictures.",
                exception);
        }

        block = (byte*)(((nuint)allocation + alignment - 1) / alignment * alignment);
        if (OperatingSystem.IsLinux() && size >= HugePage)
        {
            // Advice only: a refusal costs speed, not correctness.
            _ = Advise(block, size, AdviseHugePages);
        }

        GC.AddMemoryPressure((long)size);
    }

#pragma warning disable MA0055 // Native memory that nobody disposed of must still be given back.
    /// <summary>Gives the memory back if nobody disposed of the arena.</summary>
    ~Arena() => Release();
#pragma warning restore MA0055

    /// <summary>The size in bytes.</summary>
    public long ByteCount { get; }

    /// <summary>The bytes that a tensor of this shape takes, rounded up to whole cache lines.</summary>
    public static long BytesOf(Shape shape) => RoundUp(shape.Count * sizeof(float));

    /// <summary>Rounds a size up to whole cache lines.</summary>
    public static long RoundUp(long bytes) => (bytes + Alignment - 1) / Alignment * Alignment;

    /// <summary>The tensor that begins at an offset.</summary>
    /// <param name="offset">In bytes, a multiple of <see cref="Alignment"/>.</param>
    /// <param name="shape">Its size.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor does not lie inside the arena, or not on a cache line.</exception>
    public Tensor Tensor(long offset, Shape shape)
    {
        Check(offset, shape.Count * sizeof(float));
        return new Tensor((float*)(block + offset), shape);
    }

    /// <summary>The bytes from an offset on, for masks and indices.</summary>
    public Span<byte> Bytes(long offset, int count)
    {
        Check(offset, count);
        return new Span<byte>(block + offset, count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);

    private void Check(long offset, long bytes)
    {
        ObjectDisposedException.ThrowIf(block is null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(offset % Alignment, 0, nameof(offset));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + bytes, ByteCount, nameof(offset));
    }

    private void Release()
    {
        if (block is null)
        {
            return;
        }

        NativeMemory.Free(allocation);
        block = null;
        GC.RemoveMemoryPressure(ByteCount + Slack);
    }
}
