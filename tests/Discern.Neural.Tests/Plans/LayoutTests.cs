using Discern.Compute.Random;
using Discern.Neural.Plans;
using Buffer = Discern.Neural.Plans.Buffer;

namespace Discern.Neural.Tests.Plans;

public sealed class LayoutTests
{
    [Fact]
    public void Buffers_that_are_needed_at_once_never_overlap()
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            Buffer[] buffers = RandomBuffers(seed);
            long end = Layout.Arrange(buffers);
            foreach (Buffer buffer in buffers)
            {
                Assert.True(buffer.Offset % 64 == 0 && buffer.Offset + buffer.Bytes <= end);
                foreach (Buffer other in buffers.Where(other => other != buffer && buffer.MeetsInTime(other)))
                {
                    Assert.True(buffer.Offset + buffer.Bytes <= other.Offset || other.Offset + other.Bytes <= buffer.Offset);
                }
            }
        }
    }

    [Fact]
    public void Buffers_of_different_times_share_memory()
    {
        var first = new Buffer(1000);
        var second = new Buffer(900);
        first.Use(0);
        first.Use(1);
        second.Use(2);
        second.Use(3);

        Assert.Equal(1024, Layout.Arrange([first, second]));
        Assert.Equal(first.Offset, second.Offset);
    }

    private static Buffer[] RandomBuffers(ulong seed)
    {
        var random = new Philox(seed, 0);
        var buffers = new Buffer[30];
        for (int index = 0; index < buffers.Length; index++)
        {
            buffers[index] = new Buffer(1 + random.NextInt32(5000));
            int start = random.NextInt32(20);
            buffers[index].Use(start);
            buffers[index].Use(start + random.NextInt32(8));
        }

        return buffers;
    }
}
