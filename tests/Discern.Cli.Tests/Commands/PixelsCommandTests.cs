using System.Globalization;
using System.Text.Json;
using Discern.Imaging;

namespace Discern.Cli.Tests.Commands;

public sealed class PixelsCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("discern-").FullName;

    [Fact]
    public async Task A_table_becomes_a_run_that_marks_pictures()
    {
        var training = new FakeTerminal();
        Assert.Equal(ExitCode.Done, await training.RunAsync("pixels", "train", WriteTable(), "--names", "1=red,2=rest", "-o", In("run")));

        Assert.Contains("Pixels split at random", training.Output, StringComparison.Ordinal);
        Assert.Contains("With smote, equal colours kept together", training.Output, StringComparison.Ordinal);
        Assert.Contains("of 'red'", training.Output, StringComparison.Ordinal);

        await File.WriteAllBytesAsync(In("a.png"), PictureEncoder.Png(new Picture(2, 1, 3, [250, 20, 20, 20, 20, 250])));
        await File.WriteAllTextAsync(In("b.png"), "no picture");
        var predicting = new FakeTerminal();
        Assert.Equal(ExitCode.SomethingSkipped, await predicting.RunAsync("pixels", "predict", In("run"), In("a.png"), In("b.png"), "-o", In("masks"), "--class", "red", "--json"));

        using var line = JsonDocument.Parse(predicting.Output.Split('\n')[0]);
        Assert.Equal(0.5, line.RootElement.GetProperty("share").GetDouble());
        Assert.Equal([255, 0], PictureDecoder.Decode(In("masks", "a.png-mask.png"), new DecodeOptions { Grey = true }).Pixels);
        Assert.True(File.Exists(In("masks", "a.png-overlay.jpg")));
        Assert.Contains("it holds text, not a picture", predicting.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_overwritten_unless_asked()
    {
        await new FakeTerminal().RunAsync("pixels", "train", WriteTable(), "--balance", "none", "-o", In("run"));
        await File.WriteAllBytesAsync(In("a.png"), PictureEncoder.Png(new Picture(1, 1, 3, [250, 20, 20])));
        string[] predict = ["pixels", "predict", In("run"), In("a.png"), "-o", In("masks")];
        Assert.Equal(ExitCode.Done, await new FakeTerminal().RunAsync(predict));

        var again = new FakeTerminal();
        Assert.Equal(ExitCode.Failed, await again.RunAsync(predict));
        Assert.Contains("--overwrite", again.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await new FakeTerminal().RunAsync([.. predict, "--overwrite"]));
    }

    [Fact]
    public async Task Pictures_of_one_name_do_not_replace_each_other()
    {
        await new FakeTerminal().RunAsync("pixels", "train", WriteTable(), "--balance", "none", "-o", In("run"));
        Directory.CreateDirectory(In("pictures"));
        await File.WriteAllBytesAsync(In("pictures", "a.png"), PictureEncoder.Png(new Picture(1, 1, 3, [250, 20, 20])));
        await File.WriteAllBytesAsync(In("pictures", "a.jpg"), PictureEncoder.Jpeg(new Picture(1, 1, 3, [20, 20, 250])));
        await File.WriteAllBytesAsync(In("a.png"), PictureEncoder.Png(new Picture(1, 1, 3, [20, 250, 20])));

        Assert.Equal(ExitCode.Done, await new FakeTerminal().RunAsync("pixels", "predict", In("run"), In("pictures"), "-o", In("masks")));
        Assert.Equal(4, Directory.GetFiles(In("masks")).Length);

        var terminal = new FakeTerminal();
        Assert.Equal(ExitCode.Failed, await terminal.RunAsync("pixels", "predict", In("run"), In("a.png"), In("pictures", "a.png"), "-o", In("others"), "--overwrite"));
        Assert.Contains("would both be written as 'a.png-mask.png'", terminal.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(In("others")));
    }

    [Fact]
    public async Task Figures_for_machines_are_those_of_the_run()
    {
        var terminal = new FakeTerminal();
        Assert.Equal(ExitCode.Done, await terminal.RunAsync("pixels", "train", WriteTable(), "--balance", "none", "--features", "hsv", "-o", In("run"), "--json"));

        using var document = JsonDocument.Parse(terminal.Output);
        Assert.Equal("Hsv", document.RootElement.GetProperty("features").GetString());
        Assert.InRange(document.RootElement.GetProperty("grouped").GetProperty("test").GetProperty("accuracy").GetProperty("value").GetDouble(), 0.5, 1);
    }

    [Theory]
    [InlineData("--names 1=red,2=red", "two labels have one name")]
    [InlineData("--names red", "such as 1=skin,2=rest")]
    [InlineData("--columns r,g,b", "each once")]
    [InlineData("--balance smoke", "'smoke'")]
    public async Task A_wrong_option_is_named_and_leaves_nothing(string option, string expected)
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.BadArguments, await terminal.RunAsync(["pixels", "train", WriteTable(), .. option.Split(' '), "-o", In("run")]));

        Assert.Contains(expected, terminal.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(In("run")));
    }

    [Fact]
    public async Task What_is_no_data_is_refused()
    {
        var terminal = new FakeTerminal();
        Assert.Equal(ExitCode.Failed, await terminal.RunAsync("pixels", "train", folder));
        Assert.Contains("images/ and masks/", terminal.Error, StringComparison.Ordinal);

        terminal = new FakeTerminal();
        Assert.Equal(ExitCode.BadArguments, await terminal.RunAsync("pixels"));
        Assert.Contains("discern pixels train TABLE", terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train")]
    [InlineData("predict")]
    public async Task Each_part_has_a_help_of_its_own(string part)
    {
        var terminal = new FakeTerminal();
        Assert.Equal(ExitCode.Done, await terminal.RunAsync("pixels", part, "--help"));
        Expectation.Verify($"help-pixels-{part}", terminal.Output);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string In(params string[] parts) => Path.Combine([folder, .. parts]);

    /// <summary>Reds of class 1 among colours of class 2.</summary>
    private string WriteTable()
    {
        string path = In("table.csv");
        using var text = new StreamWriter(path);
        for (var shade = 0; shade < 400; shade++)
        {
            var isRed = shade % 4 == 0;
            var (red, other) = (isRed ? 150 + (shade / 4) : shade / 4, shade * 7 % 90);
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{other},{shade % 80},{red},{(isRed ? 1 : 2)}"));
        }

        return path;
    }
}
