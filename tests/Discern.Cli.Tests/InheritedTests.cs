using System.Text.Json;
using Discern.Runs;

namespace Discern.Cli.Tests;

public class InheritedTests
{
    private static readonly RunDescription Run = new()
    {
        Recipe = "cnn",
        Version = "0.1.0",
        CreatedAt = DateTimeOffset.UnixEpoch,
        Network = "faces",
        Size = 64,
        Channels = 1,
        Layers = [],
        Balance = "class-weights",
        Seed = 3,
        Parameters = new ParameterCount(1, 1),
        Classes = ["a", "b"],
        ClassCounts = new SplitCounts([1, 1], [1, 1], [1, 1]),
        Dataset = new DatasetDescription("/data", "", []),
        Seconds = new PhaseSeconds(0, 0, 0, 0, 0),
        PeakMemoryBytes = 0,
        Threads = 1,
        VectorPath = "",
        Machine = Machine.Read(),
    };

    [Fact]
    public void A_runs_options_hold_when_it_is_gone_on_with()
    {
        using var options = JsonDocument.Parse("""{"epochs": 40, "augment": 3, "classWeights": "a=2", "batch": 100}""");
        var run = Run with { Options = options.RootElement.EnumerateObject().ToDictionary(each => each.Name, each => each.Value, StringComparer.Ordinal) };

        Assert.Equal(new Inherited(Seed: 3, Epochs: 40, Augment: 3, ClassWeights: "a=2", Batch: 100), Inherited.From(run));
    }

    [Fact]
    public void What_a_run_does_not_name_has_its_default() =>
        Assert.Equal(Inherited.Nothing with { Seed = 3 }, Inherited.From(Run));
}
