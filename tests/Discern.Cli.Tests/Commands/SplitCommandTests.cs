using System.Text.Json;

namespace Discern.Cli.Tests.Commands;

public sealed class SplitCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern");

    private string Data => Path.Combine(folder.FullName, "pictures");

    private string Out => Path.Combine(folder.FullName, "split");

    public SplitCommandTests()
    {
        for (var index = 0; index < 40; index++)
        {
            var place = Path.Combine(Data, index % 2 == 0 ? "light" : "dark");
            Directory.CreateDirectory(place);
            File.WriteAllText(Path.Combine(place, $"{index / 4}-{index}.jpg"), $"{index}");
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task It_shows_shares_and_what_groups_cost()
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.Done, await terminal.RunAsync("split", Data, "-o", Out, "--no-duplicates", "--group", @"^(\d+)-"));

        Assert.Matches(@"dark +14 +70\.0 % +2 +10\.0 % +4 +20\.0 % +20", terminal.Output);
        Assert.Contains("40 pictures in 10 groups stay together; without regard to groups", terminal.Output, StringComparison.Ordinal);
        Assert.Contains("percentage points at most", terminal.Output, StringComparison.Ordinal);
        Assert.Equal(41, Directory.GetFiles(Out, "*", SearchOption.AllDirectories).Length);
        Assert.Equal(ExitCode.Failed, await terminal.RunAsync("split", Data, "-o", Out, "--no-duplicates"));
        Assert.Contains("is there already", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_machines_it_writes_one_line()
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.Done, await terminal.RunAsync("split", Data, "-o", Out, "--no-duplicates", "--train", "80", "--test", "20", "--json"));

        using var document = JsonDocument.Parse(terminal.Output);
        Assert.Equal(["dark", "light"], document.RootElement.GetProperty("classes").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal([16, 16], document.RootElement.GetProperty("counts").GetProperty("train").EnumerateArray().Select(count => count.GetInt32()));
        Assert.Equal([0, 0], document.RootElement.GetProperty("counts").GetProperty("validation").EnumerateArray().Select(count => count.GetInt32()));
        Assert.Equal(0, document.RootElement.GetProperty("groups").GetProperty("with").GetProperty("largest").GetDouble());
        Assert.Equal(["test", "train"], Directory.GetDirectories(Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Pictures_that_cannot_be_read_are_named()
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.Failed, await terminal.RunAsync("split", Data, "-o", Out));

        Assert.Contains("No picture of the class 'dark' can be read; the first, 'dark/0-1.jpg': ", terminal.Error, StringComparison.Ordinal);
        Assert.False(Path.Exists(Out));
    }

    [Theory]
    [InlineData("--train", "70", "--test", "40")]
    [InlineData("--test", "100")]
    [InlineData("--train", "110", "--test", "-10")]
    [InlineData("--how", "move")]
    [InlineData("--group", "(")]
    public async Task What_does_not_fit_is_refused(params string[] options)
    {
        Assert.Equal(ExitCode.BadArguments, await new FakeTerminal().RunAsync(["split", Data, "-o", Out, "--no-duplicates", .. options]));
        Assert.False(Path.Exists(Out));
    }
}
