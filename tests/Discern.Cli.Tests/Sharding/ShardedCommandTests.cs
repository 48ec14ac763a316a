using Discern.Tests.Shared;

namespace Discern.Cli.Tests.Sharding;

/// <summary>Shards of each command, joined, are what the command writes in one go.</summary>
public sealed class ShardedCommandTests : IDisposable
{
    private const int Shards = 3;
    private const string Faces = "vectors/images/faces";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern");

    public ShardedCommandTests()
    {
        PaintedPictures.Paint(In("data"), 24);
        File.Copy(In("data", "light", "000.png"), In("data", "dark", "copy, of one.png"));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string In(params string[] parts) => Path.Combine([folder.FullName, .. parts]);

    [Theory]
    [InlineData("data")]
    [InlineData("data/index.csv")]
    public async Task Features(string data)
    {
        await Break();
        await new FakeTerminal().RunAsync("index", In("data"), "-o", In("data", "index.csv"), "--shuffle", "3");
        string[] network = ["--backbone", "mobilenet-v2", "--size", "32"];
        var one = new FakeTerminal();
        Assert.Equal(ExitCode.SomethingSkipped, await one.RunAsync(["features", In(data), "-o", In("one", "features.npy"), .. network]));

        await RunShards(ExitCode.SomethingSkipped, ["features", In(data), .. network]);

        SameFiles(In("one"), In("out"), "features.npy", "index.csv");
        Assert.Contains("broken.png", await File.ReadAllTextAsync(In("out", "skipped.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predictions()
    {
        Assert.Equal(ExitCode.Done, await new FakeTerminal().RunAsync("train", In("data"), "--size", "8", "--epochs", "1", "-o", In("run")));
        await Break();
        var one = new FakeTerminal();
        Assert.Equal(ExitCode.SomethingSkipped, await one.RunAsync("predict", In("run"), In("data"), "--csv"));

        await RunShards(ExitCode.SomethingSkipped, "predict", In("run"), In("data"));

        Assert.Equal(one.Output, await File.ReadAllTextAsync(In("out", "predictions.csv")));

        // A run that was judged anew, or trained anew in the same place, is another one.
        await File.AppendAllTextAsync(In("run", "run.json"), "\n");
        var other = new FakeTerminal();
        Assert.Equal(ExitCode.Failed, await other.RunAsync("predict", In("run"), In("data"), "-o", In("out"), "--shard", $"1/{Shards}"));
        Assert.Contains("has run.json", other.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--quick")]
    [InlineData("--backbone", "mobilenet-v2")]
    public async Task Findings_and_duplicates_across_shards(params string[] options)
    {
        await Break();
        Assert.Equal(ExitCode.Done, await new FakeTerminal().RunAsync(["clean", In("data"), .. options]));

        await RunShards(ExitCode.Done, ["clean", In("data"), .. options]);

        SameFiles(In("data-clean"), In("out"), "issues.csv", "gallery.html");
        var issues = await File.ReadAllTextAsync(In("out", "issues.csv"));
        Assert.Contains("unreadable,light/broken.png", issues, StringComparison.Ordinal);
        Assert.Contains("label-conflict,", issues, StringComparison.Ordinal);
    }

    [SharedFact(Faces)]
    public async Task Crops_and_their_names()
    {
        Directory.CreateDirectory(In("raw"));
        foreach (var (source, name) in new[] { ("obama.jpg", "a.jpg"), ("obama.jpg", "a.png"), ("noise.png", "b.png") })
        {
            File.Copy(Path.Combine(SharedFiles.Find(Faces)!, source), In("raw", name));
        }

        await File.WriteAllTextAsync(In("raw", "index.csv"), "path,category,note\na.jpg,president,\"1, 2\"\na.png,president,\n");
        string[] options = ["-w", "40", "-H", "30", "-e", "webp"];
        Assert.Equal(ExitCode.SomethingSkipped, await new FakeTerminal().RunAsync(["crop", In("raw"), "-o", In("one"), .. options]));

        await RunShards(ExitCode.SomethingSkipped, ["crop", In("raw"), .. options]);

        SameFiles(In("one"), In("out", "crops"), "a.webp", "a-2.webp", "crop.csv", "index.csv");
        Assert.Equal(4, Directory.GetFiles(In("out", "crops")).Length);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_before_any_work()
    {
        string[] shard = ["features", In("data"), "--shard", "0/2"];
        await Refused("needs -o", shard);
        await Refused("count from 0", ["features", In("data"), "-o", In("out"), "--shard", "2/2"]);
        await Refused("--apply does not go with --shard", ["clean", In("data"), "-o", In("out"), "--shard", "0/2", "--apply"]);
        await Refused("-o is for shards", ["predict", In("run"), In("data"), "-o", In("out")]);
        Assert.False(Directory.Exists(In("out")));

        async Task Refused(string sentence, string[] arguments)
        {
            var terminal = new FakeTerminal();
            Assert.Equal(ExitCode.BadArguments, await terminal.RunAsync(arguments));
            Assert.Contains(sentence, terminal.Error, StringComparison.Ordinal);
        }
    }

    private Task Break() => File.WriteAllTextAsync(In("data", "light", "broken.png"), "no picture");

    private async Task RunShards(int code, params string[] arguments)
    {
        var codes = new List<int>();
        for (var index = 0; index < Shards; index++)
        {
            var terminal = new FakeTerminal();
            codes.Add(await terminal.RunAsync([.. arguments, "-o", In("out"), "--shard", $"{index}/{Shards}"]));
            Assert.Contains($"Shard {index}/{Shards}: ", terminal.Output, StringComparison.Ordinal);
        }

        Assert.Equal(code, codes.Max());
        var again = new FakeTerminal();
        Assert.Equal(codes[0], await again.RunAsync([.. arguments, "-o", In("out"), "--shard", $"0/{Shards}"]));
        Assert.Contains("was done before", again.Output, StringComparison.Ordinal);
        var merge = new FakeTerminal();
        Assert.Equal(code, await merge.RunAsync("merge", In("out")));
        Assert.Contains($"Joined {Shards} shards of '{arguments[0]}'", merge.Output, StringComparison.Ordinal);
    }

    private static void SameFiles(string expected, string actual, params string[] names) =>
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(Path.Combine(expected, name)), File.ReadAllBytes(Path.Combine(actual, name))));
}
