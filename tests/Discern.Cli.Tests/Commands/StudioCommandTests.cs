namespace Discern.Cli.Tests.Commands;

public sealed class StudioCommandTests
{
    [Fact]
    public async Task It_prints_its_address_and_ends_when_it_is_asked_to()
    {
        var terminal = new FakeTerminal();
        using var stop = new CancellationTokenSource();

        var running = new CommandLine(terminal.Terminal).RunAsync(["studio", "--no-browser"], stop.Token);
        for (var turn = 0; turn < 300 && !terminal.Output.Contains("http", StringComparison.Ordinal); turn++)
        {
            await Task.Delay(100);
        }

        Assert.Matches(@"^Studio: http://127\.0\.0\.1:\d+/ ", terminal.Output);
        var address = terminal.Output.Split(' ')[1];
        using var client = new HttpClient();
        Assert.Contains("Runs", await client.GetStringAsync(new Uri(address)), StringComparison.Ordinal);

        await stop.CancelAsync();
        Assert.Equal(ExitCode.Done, await running);
        Assert.Empty(terminal.Error);
    }

    [Theory]
    [InlineData("--token", "studio", "--host", "0.0.0.0", "--no-browser")]
    [InlineData("could be guessed", "studio", "--token", "short", "--no-browser")]
    [InlineData("--port", "studio", "--port", "70000", "--no-browser")]
    public async Task What_is_unsafe_or_impossible_is_refused(string reason, params string[] arguments)
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.BadArguments, await terminal.RunAsync(arguments));

        Assert.Contains(reason, terminal.Error, StringComparison.Ordinal);
        Assert.Empty(terminal.Output);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_said()
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.Failed, await terminal.RunAsync("studio", "/nowhere/at/all", "--no-browser"));

        Assert.Contains("There is no folder '/nowhere/at/all'", terminal.Error, StringComparison.Ordinal);
    }
}
