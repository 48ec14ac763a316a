using Discern.Cli.Rendering;
using Discern.Compute;
using Discern.Compute.Peaks;
using Discern.Neural.Profiling;

namespace Discern.Cli.Tests.Rendering;

public sealed class ProfileTablesTests
{
    [Fact]
    public void A_profile_is_a_table_for_each_plan_and_one_of_the_whole()
    {
        var peak = new MachinePeak(OperationsPerSecond: 200e9, BytesPerSecond: 10e9);
        var training = new PlanProfile(
            "training",
            [
                new("conv2d + re_lu + max_pooling2d", new Shape(1, 31, 31, 32), new PassProfile(100, 0.5, 80e9, 1e9), new PassProfile(100, 1, 160e9, 2e9)),
                new("add", new Shape(1, 8), new PassProfile(100, 0.25, 1e6, 2e9), new PassProfile(0, 0, 0, 0)),
            ]);
        var profile = new Profile(peak, 4, [training], [new PartProfile("loss", 100, 0.125), new PartProfile("optimizer", 100, 0.0625)]);
        var terminal = new FakeTerminal();

        ProfileTables.Write(terminal.Terminal.Output, profile);

        Expectation.Verify("profile", terminal.Output);
    }
}
