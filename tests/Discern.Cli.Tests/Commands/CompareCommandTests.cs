using System.Text.Json;
using Discern.Imaging;

namespace Discern.Cli.Tests.Commands;

public sealed class CompareCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern");

    public CompareCommandTests()
    {
        for (var index = 0; index < 24; index++)
        {
            Paint("light", $"{index}.png", (byte)(255 - (4 * index)));
            if (index % 2 == 0)
            {
                Paint("dark", $"{index}.png", (byte)(4 * index));
            }
        }
    }

    private string Data => Path.Combine(folder.FullName, "pictures");

    private string Output => Path.Combine(folder.FullName, "comparison");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Remedies_end_in_one_table_and_a_verdict()
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.Done, await terminal.RunAsync([.. Networks, "--balance", "class-weights,smote,threshold"]));

        Assert.Matches(@"remedy +F1 +difference +p +F1 at own threshold", terminal.Output);
        Assert.Matches(@"none +[01]\.\d{3}", terminal.Output);
        Assert.Contains("class-weights: F1 ", terminal.Output, StringComparison.Ordinal);
        Assert.Matches("(Leave the data as it is|Take '(class-weights|threshold)')", terminal.Output);
        Assert.Contains("'none' was put first", terminal.Error, StringComparison.Ordinal);
        Assert.Contains("'smote' is left out. The recipe cnn learns from pictures", terminal.Error, StringComparison.Ordinal);
        Assert.Contains("took no part", terminal.Error, StringComparison.Ordinal);
        Assert.Contains("Fold by fold", await File.ReadAllTextAsync(Path.Combine(Output, "comparison.html")), StringComparison.Ordinal);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Output, "comparison.json")));
        Assert.Equal("Remedies", document.RootElement.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task For_machines_it_writes_the_document()
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.Done, await terminal.RunAsync([.. Networks, "--balance", "none,oversample", "--metric", "accuracy", "--json"]));

        using var document = JsonDocument.Parse(terminal.Output);
        Assert.Equal(("Accuracy", 3), (document.RootElement.GetProperty("metric").GetString(), document.RootElement.GetProperty("folds").GetInt32()));
    }

    [Fact]
    public async Task Runs_are_compared_on_the_pictures_that_judge_both()
    {
        var (first, second) = (Path.Combine(folder.FullName, "first"), Path.Combine(folder.FullName, "second"));
        Assert.Equal(ExitCode.Done, await new FakeTerminal().RunAsync("train", Data, "--size", "8", "--epochs", "1", "-o", first));
        Assert.Equal(ExitCode.Done, await new FakeTerminal().RunAsync("train", Data, "--size", "8", "--epochs", "3", "-o", second));
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.Done, await terminal.RunAsync("compare", first, second, "-o", Output));

        Assert.Matches(@"run +F1 +difference +recall", terminal.Output);
        Assert.Contains("first: F1 ", terminal.Output, StringComparison.Ordinal);
        Assert.Matches("'first'|Both are right and wrong on the same pictures", terminal.Output);
        Assert.True(File.Exists(Path.Combine(Output, "comparison.html")));

        var alone = new FakeTerminal();
        Assert.Equal(ExitCode.BadArguments, await alone.RunAsync("compare", first));
        Assert.Contains("is a run, and one run has nothing to be compared with", alone.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCode.BadArguments, "Did you mean 'smote'?", "{data}", "--balance", "none,smoote")]
    [InlineData(ExitCode.BadArguments, "Did you mean 'macro-f1'?", "{data}", "--metric", "makro-f1")]
    [InlineData(ExitCode.BadArguments, "nothing to compare 'none' with", "{data}", "--balance", "none")]
    [InlineData(ExitCode.BadArguments, "--balance is for one folder of pictures", "{data}", "{data}", "--balance", "smote")]
    [InlineData(ExitCode.BadArguments, "--epochs does nothing with the recipe auto", "{data}", "--epochs", "3")]
    [InlineData(ExitCode.BadArguments, "--folds is 1", "{data}", "--folds", "1")]
    [InlineData(ExitCode.Failed, "is not the folder of a run", "{data}", "{folder}")]
    [InlineData(ExitCode.Failed, "nowhere", "{folder}/nowhere")]
    [InlineData(ExitCode.Failed, "is there already", "{data}", "-o", "{folder}")]
    [InlineData(ExitCode.Failed, "The class 'rare' has 1 picture to compare by", "{rare}")]
    public async Task What_cannot_be_compared_is_said_in_a_sentence(int code, string part, params string[] arguments)
    {
        var rare = Path.Combine(folder.FullName, "with-rare");
        Directory.CreateDirectory(rare);
        for (var index = 0; index < 12; index++)
        {
            PaintIn(rare, "many", $"{index}.png", 200);
        }

        PaintIn(rare, "rare", "0.png", 10);
        PaintIn(rare, "rare", "1.png", 20);
        var terminal = new FakeTerminal();

        var actual = await terminal.RunAsync(["compare", .. arguments.Select(each => each
            .Replace("{folder}", folder.FullName, StringComparison.Ordinal)
            .Replace("{data}", Data, StringComparison.Ordinal)
            .Replace("{rare}", rare, StringComparison.Ordinal)), .. arguments.Contains("-o") ? Array.Empty<string>() : ["-o", Output]]);

        Assert.Contains(part, terminal.Error, StringComparison.Ordinal);
        Assert.Equal(code, actual);
        Assert.DoesNotContain("   at ", terminal.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Output), "A comparison that never began leaves no folder.");
    }

    private string[] Networks => ["compare", Data, "--recipe", "cnn", "--size", "8", "--epochs", "2", "--folds", "3", "--repeats", "1", "-o", Output];

    private void Paint(string label, string name, byte grey) => PaintIn(Data, label, name, grey);

    private static void PaintIn(string root, string label, string name, byte grey)
    {
        var path = Path.Combine(root, label, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var pixels = new byte[8 * 8 * 3];
        Array.Fill(pixels, grey);
        File.WriteAllBytes(path, PictureEncoder.Png(new Picture(8, 8, 3, pixels)));
    }
}
