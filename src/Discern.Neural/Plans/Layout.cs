using Discern.Compute.Memory;

namespace Discern.Neural.Plans;

/// <summary>Gives each buffer its place in one arena, so that buffers of different times share memory.</summary>
/// <remarks>Greedy by size: Pisarchyk and Lee, "Efficient memory management for deep neural net inference" (2020), section 4.</remarks>
internal static class Layout
{
    /// <summary>Sets every buffer's offset.</summary>
    /// <returns>The bytes that the arena needs.</returns>
    public static long Arrange(IEnumerable<Buffer> buffers)
    {
        var placed = new List<Buffer>();
        long end = 0;
        foreach (Buffer buffer in buffers.Where(each => each.Last >= 0).OrderByDescending(each => each.Bytes))
        {
            buffer.Offset = LowestGap(buffer, placed);
            placed.Add(buffer);
            end = Math.Max(end, buffer.Offset + Arena.RoundUp(buffer.Bytes));
        }

        return end;
    }

    private static long LowestGap(Buffer buffer, List<Buffer> placed)
    {
        long offset = 0;
        foreach (Buffer other in placed.Where(buffer.MeetsInTime).OrderBy(each => each.Offset))
        {
            if (offset + buffer.Bytes <= other.Offset)
            {
                break;
            }

            offset = Math.Max(offset, other.Offset + Arena.RoundUp(other.Bytes));
        }

        return offset;
    }
}
