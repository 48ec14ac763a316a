using System.Text.Json;
using Discern.Imaging;

namespace Discern.Cli.Tests;

/// <summary>From a folder of pictures to the report and back to new pictures, as a user types it.</summary>
public sealed class PathOfARunTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern");

    private string Data => Path.Combine(folder.FullName, "pictures");

    private string Run => Path.Combine(folder.FullName, "run");

    public PathOfARunTests()
    {
        for (var index = 0; index < 20; index++)
        {
            Paint(Path.Combine(Data, "dark & cold", $"{index}.png"), (byte)(2 * index));
            Paint(Path.Combine(Data, "light", $"{index}.png"), (byte)(255 - (2 * index)));
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_profiled_run_tells_where_its_time_went(bool isJson)
    {
        // The clock is a real one: peaks are measured.
        var output = new StringWriter();
        var terminal = new Terminal(output, new StringWriter(), isOutputTerminal: false, isErrorTerminal: false);
        Assert.Equal(ExitCode.Done, await new CommandLine(terminal).RunAsync(
            ["train", Data, "--size", "8", "--epochs", "2", "-o", Run, "--profile", .. isJson ? ["--json"] : Array.Empty<string>()], CancellationToken.None));

        using var trace = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Run, "trace.json")));
        Assert.Contains(trace.RootElement.GetProperty("traceEvents").EnumerateArray(), span => span.GetProperty("name").GetString() == "optimizer");
        if (isJson)
        {
            using var line = JsonDocument.Parse(output.ToString().Split('\n').Single(line => line.Contains("peakOperationsPerSecond", StringComparison.Ordinal)));
            var root = line.RootElement;
            double operations = root.GetProperty("operations").EnumerateArray().Sum(each => each.GetProperty("forwardSeconds").GetDouble() + each.GetProperty("backwardSeconds").GetDouble());
            double outside = root.GetProperty("outside").EnumerateArray().Sum(each => each.GetProperty("seconds").GetDouble());
            Assert.Equal(root.GetProperty("seconds").GetDouble(), operations + outside + root.GetProperty("elsewhereSeconds").GetDouble(), 6);
        }
        else
        {
            Assert.Matches(@"The peak of the threads in use: [\d,]+ GFLOP/s", output.ToString());
            Assert.Matches(@"Plan 'training': [\d.]+ s, \d+ % of the time", output.ToString());
            Assert.Matches(@"conv2d \S.* arithmetic +\d+ %|conv2d \S.* memory +\d+ %", output.ToString());
            Assert.Matches(@"elsewhere +[\d.]+ +[\d.]+ %", output.ToString());
            Assert.Contains("trace.json, for chrome://tracing", output.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_run_is_trained_evaluated_reported_and_used()
    {
        var train = new FakeTerminal();
        Assert.Equal(ExitCode.Done, await train.RunAsync("train", Data, "--size", "8", "--epochs", "4", "-o", Run));
        Assert.Matches(@"dark & cold +14 +2 +4 +20", train.Output);
        Assert.Contains("Parameters: ", train.Output, StringComparison.Ordinal);
        Assert.Contains("epoch 4/4  loss ", train.Output, StringComparison.Ordinal);
        Assert.Contains("Report: ", train.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Run, "report.html")));

        var evaluate = new FakeTerminal();
        Assert.Equal(ExitCode.Done, await evaluate.RunAsync("evaluate", Run));
        Assert.Contains("Right on ", evaluate.Output, StringComparison.Ordinal);
        Assert.Contains("macro avg", evaluate.Output, StringComparison.Ordinal);

        var json = new FakeTerminal();
        Assert.Equal(ExitCode.Done, await json.RunAsync("evaluate", Run, "--json"));
        using (var document = JsonDocument.Parse(json.Output))
        {
            Assert.Equal(8, document.RootElement.GetProperty("test").GetProperty("count").GetInt32());
        }

        var report = new FakeTerminal();
        var elsewhere = Path.Combine(folder.FullName, "elsewhere.html");
        Assert.Equal(ExitCode.Done, await report.RunAsync("report", Run, "-o", elsewhere));
        Assert.Contains("dark &amp; cold", await File.ReadAllTextAsync(elsewhere), StringComparison.Ordinal);

        var longer = new FakeTerminal();
        var next = Path.Combine(folder.FullName, "next");
        Assert.Equal(ExitCode.Done, await longer.RunAsync("train", Data, "--continue", Run, "--epochs", "5", "-o", next));
        Assert.Contains("epoch 5/5  loss ", longer.Output, StringComparison.Ordinal);
        Assert.Equal(1 + 5, File.ReadAllLines(Path.Combine(next, "history.csv")).Length);
    }

    [Fact]
    public async Task Predictions_come_as_table_csv_and_json_and_unreadable_pictures_are_named()
    {
        Assert.Equal(ExitCode.Done, await new FakeTerminal().RunAsync("train", Data, "--size", "8", "--epochs", "2", "-o", Run));
        var pictures = Path.Combine(folder.FullName, "new");
        Paint(Path.Combine(pictures, "a.png"), 3);
        Paint(Path.Combine(pictures, "c.png"), 250);
        var broken = Path.Combine(pictures, "b.png");
        await File.WriteAllTextAsync(broken, "not a picture");

        var table = new FakeTerminal();
        Assert.Equal(ExitCode.SomethingSkipped, await table.RunAsync("predict", Run, pictures));
        Assert.Contains("a.png", table.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("b.png", table.Output, StringComparison.Ordinal);
        Assert.Contains($"Skipped '{broken}': ", table.Error, StringComparison.Ordinal);

        var csv = new FakeTerminal();
        Assert.Equal(ExitCode.Failed, await csv.RunAsync("predict", Run, pictures, "--csv", "--strict"));
        var lines = csv.Output.TrimEnd('\n').Split('\n');
        Assert.Equal("path,predicted,dark & cold,light", lines[0]);
        Assert.Equal(4, lines.Length);
        Assert.Equal($"{broken},,,", lines[2]);

        var json = new FakeTerminal(input: $"{Path.Combine(pictures, "a.png")}\n{broken}\n");
        Assert.Equal(ExitCode.SomethingSkipped, await json.RunAsync("predict", Run, "-", "--json"));
        var records = json.Output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(2, records.Count);
        Assert.Equal(1, records[0].GetProperty("probabilities").EnumerateObject().Sum(each => each.Value.GetDouble()), 5);
        Assert.NotEmpty(records[1].GetProperty("failure").GetString()!);
    }

    [Fact]
    public async Task What_the_run_learnt_from_is_no_test()
    {
        Assert.Equal(ExitCode.Done, await new FakeTerminal().RunAsync("train", Data, "--size", "8", "--epochs", "1", "-o", Run));

        var own = new FakeTerminal();
        Assert.Equal(ExitCode.Failed, await own.RunAsync("evaluate", Run, Data));
        Assert.Contains("learnt from", own.Error, StringComparison.Ordinal);

        var other = Path.Combine(folder.FullName, "other");
        Paint(Path.Combine(other, "light", "1.png"), 255);
        Paint(Path.Combine(other, "light", "2.png"), 200);
        Paint(Path.Combine(other, "light", "3.png"), 210);
        Paint(Path.Combine(other, "dark & cold", "1.png"), 0);
        Paint(Path.Combine(other, "dark & cold", "2.png"), 10);
        Paint(Path.Combine(other, "dark & cold", "3.png"), 20);
        var good = new FakeTerminal();
        Assert.Equal(ExitCode.Done, await good.RunAsync("evaluate", Run, other));
        Assert.Contains("of 6 pictures", good.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machines_get_a_line_per_epoch_and_one_at_the_end()
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.Done, await terminal.RunAsync("train", Data, "--size", "8", "--epochs", "2", "-o", Run, "--json"));

        var lines = terminal.Output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(3, lines.Count);
        Assert.Equal(2, lines[1].GetProperty("epoch").GetInt32());
        Assert.Equal(Run, lines[2].GetProperty("run").GetString());
        Assert.Equal(8, lines[2].GetProperty("testCount").GetInt32());
    }

    [Fact]
    public async Task A_stop_before_the_first_epoch_leaves_nothing_behind_to_trip_over()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var terminal = new FakeTerminal();

        var code = await new CommandLine(terminal.Terminal).RunAsync(["train", Data, "--size", "8", "-o", Run], stop.Token);

        Assert.Equal(ExitCode.Failed, code);
        Assert.EndsWith("Stopped.\n", terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await new FakeTerminal().RunAsync("train", Data, "--size", "8", "--epochs", "1", "-o", Run));
    }

    [Theory]
    [InlineData(ExitCode.Failed, "nowhere", "train", "{folder}/nowhere")]
    [InlineData(ExitCode.Failed, "resnet", "train", "{data}", "--network", "resnet")]
    [InlineData(ExitCode.Failed, "nowhere", "evaluate", "{folder}/nowhere")]
    [InlineData(ExitCode.Failed, "run.json", "report", "{data}")]
    [InlineData(ExitCode.BadArguments, "--epochs is 0", "train", "{data}", "--epochs", "0")]
    [InlineData(ExitCode.BadArguments, "'light'", "train", "{data}", "--class-weights", "light=-1")]
    [InlineData(ExitCode.BadArguments, "exclude each other", "predict", "{folder}", "x.png", "--csv", "--json")]
    public async Task What_cannot_be_done_is_said_in_a_sentence(int code, string part, params string[] arguments)
    {
        var terminal = new FakeTerminal();

        var actual = await terminal.RunAsync(
            [.. arguments.Select(each => each
                .Replace("{folder}", folder.FullName, StringComparison.Ordinal)
                .Replace("{data}", Data, StringComparison.Ordinal)), .. arguments[0] is "train" ? ["-o", Run] : Array.Empty<string>()]);

        Assert.Equal(code, actual);
        Assert.Contains(part, terminal.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", terminal.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Run), "A run that never began leaves no folder.");
    }

    private static void Paint(string path, byte grey)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var pixels = new byte[8 * 8 * 3];
        Array.Fill(pixels, grey);
        File.WriteAllBytes(path, PictureEncoder.Png(new Picture(8, 8, 3, pixels)));
    }
}
