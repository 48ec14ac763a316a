using Discern.Compute.Threading;

namespace Discern.Compute.Tests.Threading;

public sealed class WorkersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Runs_each_piece_once(int threads)
    {
        using var workers = new Workers(threads);
        for (int round = 0; round < 200; round++)
        {
            var counts = new int[round];
            workers.For(round, index => Interlocked.Increment(ref counts[index]));
            Assert.All(counts, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void Wakes_threads_that_parked()
    {
        using var workers = new Workers(3);
        for (int round = 0; round < 20; round++)
        {
            Thread.Sleep(10);
            int sum = 0;
            workers.For(100, index => Interlocked.Add(ref sum, index));
            Assert.Equal(4950, sum);
        }
    }

    [Fact]
    public void Does_a_region_inside_a_region_alone()
    {
        using var workers = new Workers(2);
        int sum = 0;
        workers.For(10, _ => workers.For(10, _ => Interlocked.Increment(ref sum)));
        Assert.Equal(100, sum);
    }

    [Fact]
    public void Serves_several_callers()
    {
        using var workers = new Workers(2);
        long sum = 0;
        Thread[] callers = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (int round = 0; round < 500; round++)
            {
                workers.For(8, index => Interlocked.Add(ref sum, index));
            }
        }))];
        Array.ForEach(callers, caller => caller.Start());
        Array.ForEach(callers, caller => caller.Join());
        Assert.Equal(4 * 500 * 28, sum);
    }

    [Fact]
    public void Throws_a_piece_s_exception_at_the_caller_and_goes_on()
    {
        using var workers = new Workers(2);
        Assert.Throws<InvalidOperationException>(
            () => workers.For(50, index => { if (index == 20) { throw new InvalidOperationException("piece 20"); } }));
        int count = 0;
        workers.For(50, _ => Interlocked.Increment(ref count));
        Assert.Equal(50, count);
    }

    [Fact]
    public void Allocates_nothing()
    {
        using var workers = new Workers(2);
        var job = new Nothing();
        workers.For(8, job);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 1000; round++)
        {
            workers.For(8, job);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private readonly struct Nothing : IJob
    {
        public void Run(int index, int worker)
        {
        }
    }
}
