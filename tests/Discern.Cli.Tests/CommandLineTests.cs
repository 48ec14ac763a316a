namespace Discern.Cli.Tests;

public class CommandLineTests
{
    public static TheoryData<string> Commands() => [.. CommandLine.Commands(new FakeTerminal().Terminal).Select(command => command.Name)];

    [Fact]
    public async Task Without_arguments_it_shows_the_help()
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.Done, await terminal.RunAsync());

        Expectation.Verify("help", terminal.Output);
        Assert.Empty(terminal.Error);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_has_a_help_with_an_example(string command)
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.Done, await terminal.RunAsync(command, "--help"));

        Assert.Contains("--json", terminal.Output, StringComparison.Ordinal);
        Assert.Contains($"Example:\n  discern {command}", terminal.Output, StringComparison.Ordinal);
        Expectation.Verify("help-" + command, terminal.Output);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_example_is_understood(string command)
    {
        var terminal = new FakeTerminal();
        var example = CommandLine.Commands(terminal.Terminal).Single(each => string.Equals(each.Name, command, StringComparison.Ordinal)).Example;

        var code = await terminal.RunAsync([.. example.Split(' ').Skip(1), "--help"]);

        Assert.Equal(ExitCode.Done, code);
        Assert.Empty(terminal.Error);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("doctor", "--nonsense")]
    [InlineData("doctor", "too", "many")]
    public async Task Bad_arguments_are_named_and_end_with_2(params string[] arguments)
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.BadArguments, await terminal.RunAsync(arguments));

        Assert.Contains(arguments[^1], terminal.Error, StringComparison.Ordinal);
        Assert.Contains("--help'", terminal.Error, StringComparison.Ordinal);
        Assert.Empty(terminal.Output);
    }

    [Fact]
    public async Task It_says_its_version()
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.Done, await terminal.RunAsync("--version"));

        Assert.Matches(@"^\d+\.\d+\.\d+", terminal.Output);
    }
}
