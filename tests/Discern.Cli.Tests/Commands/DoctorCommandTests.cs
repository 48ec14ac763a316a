using System.Text.Json;

namespace Discern.Cli.Tests.Commands;

public class DoctorCommandTests
{
    [Fact]
    public async Task It_lists_what_the_machine_has()
    {
        var terminal = new FakeTerminal();

        await terminal.RunAsync("doctor");

        foreach (var what in new[] { "processor", "arithmetic", "bfloat16", "threads", "memory", "disk", "browser" })
        {
            Assert.Matches($@"(?m)^ +ok +{what} +\S", terminal.Output);
        }
    }

    [Fact]
    public async Task It_writes_json_for_machines()
    {
        var terminal = new FakeTerminal();

        await terminal.RunAsync("doctor", "--json");

        using var document = JsonDocument.Parse(terminal.Output);
        var threads = document.RootElement.EnumerateArray().Single(finding => finding.GetProperty("what").ValueEquals("threads"));
        Assert.Equal($"{Environment.ProcessorCount}", threads.GetProperty("found").GetString());
    }
}
