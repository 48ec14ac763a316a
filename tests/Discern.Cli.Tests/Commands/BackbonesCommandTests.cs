using System.Text.Json;
using Discern.Features.Backbones;

namespace Discern.Cli.Tests.Commands;

public class BackbonesCommandTests
{
    [Fact]
    public async Task Each_backbone_is_listed_with_its_licence_and_origin()
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.Done, await terminal.RunAsync("backbones"));

        foreach (var backbone in BackboneRegistry.All)
        {
            Assert.Contains($"{backbone.Name}: {backbone.Description}", terminal.Output, StringComparison.Ordinal);
            Assert.Equal(!backbone.IsInstalled, terminal.Output.Contains($"discern backbones add {backbone.Name}\n", StringComparison.Ordinal));
            Assert.All(backbone.Bodies.OfType<KnownBody>(), body => Assert.Contains(body.Origin, terminal.Output, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Machines_get_the_same()
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.Done, await terminal.RunAsync("backbones", "--json"));

        using var document = JsonDocument.Parse(terminal.Output);
        var general = document.RootElement.EnumerateArray().Single(each => each.GetProperty("name").GetString() is "general");
        Assert.Equal(4416, general.GetProperty("features").GetInt32());
        Assert.Equal("Apache-2.0", general.GetProperty("bodies")[1].GetProperty("licence").GetString());
    }

    [Fact]
    public async Task What_needs_no_package_is_ready_at_once()
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.Done, await terminal.RunAsync("backbones", "add", "mobilenet-v2"));

        Assert.Contains("'mobilenet-v2' is ready", terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_one_is_refused_with_the_known_ones()
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.BadArguments, await terminal.RunAsync("backbones", "add", "resnext"));

        Assert.Contains("'general-large'", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adding_has_a_help_of_its_own()
    {
        var terminal = new FakeTerminal();
        Assert.Equal(ExitCode.Done, await terminal.RunAsync("backbones", "add", "--help"));
        Expectation.Verify("help-backbones-add", terminal.Output);

        var refused = new FakeTerminal();
        Assert.Equal(ExitCode.BadArguments, await refused.RunAsync("backbones", "add"));
        Assert.Contains("See 'discern backbones add --help'.", refused.Error, StringComparison.Ordinal);
    }
}
