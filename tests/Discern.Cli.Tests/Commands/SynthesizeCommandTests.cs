using System.Text.Json;
using Discern.Imaging;

namespace Discern.Cli.Tests.Commands;

public sealed class SynthesizeCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern-");

    public SynthesizeCommandTests()
    {
        for (var index = 0; index < 36; index++)
        {
            var split = (index / 2 % 6) switch { 0 => "test", 1 => "validation", _ => "train" };
            var place = Path.Combine(Data, split, index % 2 == 0 ? "light" : "dark");
            Directory.CreateDirectory(place);
            var pixels = Enumerable.Range(0, 40 * 40 * 3).Select(at => (byte)((at * (index + 3) / 7 % 120) + (index % 2 == 0 ? 130 : 0))).ToArray();
            File.WriteAllBytes(Path.Combine(place, $"{index}.png"), PictureEncoder.Png(new Picture(40, 40, 3, pixels)));
        }
    }

    private string Data => Path.Combine(folder.FullName, "pictures");

    private string Out => Path.Combine(folder.FullName, "more");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task It_makes_pictures_and_says_how_they_fare()
    {
        await File.WriteAllTextAsync(Path.Combine(Data, "train", "dark", "broken.png"), "no picture");
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.SomethingSkipped, await terminal.RunAsync("synthesize", Data, "--class", "dark", "--count", "15", "--size", "32", "-o", Out));

        Assert.Contains("dark: 15 pictures of 32 × 32 by 'augment'; the class has 12 training pictures.", terminal.Output, StringComparison.Ordinal);
        Assert.Contains("Told apart from real pictures in ", terminal.Output, StringComparison.Ordinal);
        Assert.Contains("of 15 ", terminal.Output, StringComparison.Ordinal);
        Assert.Contains("Left out: 'train/dark/broken.png': ", terminal.Error, StringComparison.Ordinal);
        Assert.Equal(15, Directory.GetFiles(Path.Combine(Out, "dark")).Length);
        Assert.Equal(ExitCode.Failed, await terminal.RunAsync("synthesize", Data, "--class", "dark", "-o", Out));
        Assert.Contains("is there already", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_machines_it_writes_one_line()
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.Done, await terminal.RunAsync("synthesize", Data, "--class", "dark", "--count", "10", "--size", "32", "-o", Out, "--json"));

        using var document = JsonDocument.Parse(terminal.Output);
        Assert.Equal(10, document.RootElement.GetProperty("count").GetInt32());
        Assert.InRange(document.RootElement.GetProperty("twoSampleTest").GetProperty("accuracy").GetProperty("value").GetDouble(), 0, 1);
        Assert.Equal(10, document.RootElement.GetProperty("twoSampleTest").GetProperty("each").GetInt32());
        using var kept = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Out, "synthesis.json")));
        Assert.Equal("augment", kept.RootElement.GetProperty("options").GetProperty("method").GetString());
    }

    [Theory]
    [InlineData("--count 0", "ask for 1 to 20,000")]
    [InlineData("--size 7", "ask for 16 to 512")]
    [InlineData("--method smotes", "Did you mean 'smote'?")]
    [InlineData("--method smote --size 50", "a multiple of 16")]
    [InlineData("--method cutout", "--cutouts FOLDER")]
    [InlineData("--cutouts x", "are for 'cutout'")]
    [InlineData("--count many", "many")]
    public async Task What_does_not_fit_is_refused(string options, string sentence)
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.BadArguments, await terminal.RunAsync(["synthesize", Data, "--class", "dark", "-o", Out, .. options.Split(' ')]));

        Assert.Contains(sentence, terminal.Error, StringComparison.Ordinal);
        Assert.False(Path.Exists(Out));
    }

    [Fact]
    public async Task A_class_that_is_not_there_fails_with_those_that_are()
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.Failed, await terminal.RunAsync("synthesize", Data, "--class", "drak", "-o", Out));

        Assert.Contains("Its classes are 'dark', 'light'.", terminal.Error, StringComparison.Ordinal);
    }
}
