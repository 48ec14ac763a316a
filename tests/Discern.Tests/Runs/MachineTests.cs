using Discern.Runs;

namespace Discern.Tests.Runs;

public sealed class MachineTests
{
    [Fact]
    public void ThisMachineIsRead()
    {
        Machine machine = Machine.Read();
        Assert.NotEmpty(machine.Processor);
        Assert.Equal(Environment.ProcessorCount, machine.Cores);
        Assert.True(machine.MemoryBytes > 64L << 20);
        Assert.InRange(Machine.PeakMemoryBytes(), 10L << 20, machine.MemoryBytes);
    }
}
