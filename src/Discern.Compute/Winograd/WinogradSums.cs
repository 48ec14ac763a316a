using Discern.Compute.Convolutions;

namespace Discern.Compute.Winograd;

/// <summary>Where the sums of a gradient lie: chunk after chunk, place after place, panel after panel, and behind each chunk's places those of the bias.</summary>
/// <param name="shape">The geometry.</param>
/// <param name="chunks">How many chunks have sums of their own.</param>
/// <param name="memory">The first sum; <see cref="Count"/> floats.</param>
internal readonly unsafe struct WinogradSums(in ConvolutionShape shape, int chunks, float* memory)
{
    private const int WidestVector = 16;

    // Places a multiple of 4 KiB apart would fall into one set of the cache, so each lies a line further.
    private readonly nint placeStride = ((nint)shape.Channels * RoundUp(shape.Filters)) + WidestVector;
    private readonly nint chunkStride = (((nint)shape.Channels * RoundUp(shape.Filters)) + WidestVector) * WinogradTransform.Places + RoundUp(shape.Filters);

    /// <summary>How many chunks there are.</summary>
    public int Chunks { get; } = chunks;

    /// <summary>The floats that all take.</summary>
    public long Count => (long)chunkStride * Chunks;

    /// <summary>From chunk to chunk, in floats.</summary>
    public nint ChunkStride => chunkStride;

    /// <summary>A chunk's first sum.</summary>
    public float* Chunk(int chunk) => memory + (chunk * chunkStride);

    /// <summary>A chunk's sums of one place.</summary>
    public float* Place(float* chunk, int place) => chunk + (place * placeStride);

    /// <summary>A chunk's sums of the bias, each of them over 36.</summary>
    public float* Bias(float* chunk) => chunk + (WinogradTransform.Places * placeStride);

    private static int RoundUp(int filters) => (filters + WidestVector - 1) / WidestVector * WidestVector;
}
