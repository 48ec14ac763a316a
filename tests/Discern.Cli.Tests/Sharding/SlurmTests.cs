using System.Globalization;
using System.Security.Cryptography;

namespace Discern.Cli.Tests.Sharding;

/// <summary>The project's own job scripts on a real Slurm: tasks that are killed half way, submitted again, and joined by a job that waits for them.</summary>
public sealed class SlurmTests : IDisposable
{
    private const int Tasks = 4;

    private static readonly string[] Network = ["--backbone", "mobilenet-v2", "--size", "32"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern");

    public void Dispose() => folder.Delete(recursive: true);

    private string In(params string[] parts) => Path.Combine([folder.FullName, .. parts]);

    [SlurmFact]
    public async Task Two_tasks_killed_half_way_and_submitted_again_give_what_one_process_writes()
    {
        PaintedPictures.Paint(In("data"), 60);
        Assert.Equal(ExitCode.Done, await new FakeTerminal().RunAsync("index", In("data"), "-o", In("data", "index.csv")));
        Assert.Equal(ExitCode.Done, await new FakeTerminal().RunAsync(["features", In("data", "index.csv"), "-o", In("one", "features.npy"), .. Network]));
        using var cluster = new SlurmCluster();

        // In two of the shards one picture is held: whoever opens it waits until it is killed.
        string[] first = [FirstOf(1), FirstOf(2)]; // found before any is held: looking for them opens files
        HeldFile[] held = [.. first.Select(path => new HeldFile(path))];
        var array = cluster.Submit("features.sbatch", [$"--array=0-{Tasks - 1}"], [In("data", "index.csv"), In("out"), $"{Tasks}", .. Network]);
        cluster.Until(
            () => Directory.Exists(In("out", "shard-0-of-4")) && Directory.Exists(In("out", "shard-3-of-4")) && Drafts(1).Length == 1 && Drafts(2).Length == 1,
            () => "Two tasks were not done and two not under way");
        foreach (var process in (string[])[ProcessOf(1), ProcessOf(2)])
        {
            cluster.Run("kill", "-KILL", process);
        }

        Assert.Equal(2, cluster.WaitFor(array).Count(state => state is "FAILED"));

        Assert.False(Directory.Exists(In("out", "shard-1-of-4")) || Directory.Exists(In("out", "shard-2-of-4")));
        var early = cluster.Discern("merge", In("out"));
        Assert.Equal(ExitCode.Failed, early.Code);
        Assert.Contains("--array=1-2", early.Error, StringComparison.Ordinal);

        foreach (var file in held)
        {
            file.Dispose();
        }

        var again = cluster.Submit("features.sbatch", ["--array=1-2"], [In("data", "index.csv"), In("out"), $"{Tasks}", .. Network]);
        var merge = cluster.Submit("merge.sbatch", [$"--dependency=afterok:{again}"], In("out"));
        Assert.Equal(["COMPLETED"], cluster.WaitFor(merge));
        Assert.Contains("was left by a shard that was stopped half way", cluster.Logs(), StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllBytesAsync(In("one", "features.npy")), await File.ReadAllBytesAsync(In("out", "features.npy")));
        Assert.Equal(await File.ReadAllBytesAsync(In("one", "index.csv")), await File.ReadAllBytesAsync(In("out", "index.csv")));
    }

    [SlurmFact]
    public async Task Every_script_does_its_work_and_a_skipped_picture_does_not_stop_the_merge()
    {
        PaintedPictures.Paint(In("data"), 24);
        Assert.Equal(ExitCode.Done, await new FakeTerminal().RunAsync("train", In("data"), "--size", "8", "--epochs", "1", "-o", In("run")));
        await File.WriteAllTextAsync(In("data", "light", "broken.png"), "no picture");
        using var cluster = new SlurmCluster();

        string[] merges =
        [
            Submit("index.sbatch", "index", In("data"), In("index"), "2"),
            Submit("predict.sbatch", "predict", In("run"), In("data"), In("predict"), "2"),
            Submit("clean.sbatch", "clean", In("data"), In("clean"), "2", "--quick"),
            Submit("crop.sbatch", "crop", In("data"), In("crop"), "2", "-w", "16", "-H", "16"),
        ];
        Assert.All(merges, merge => Assert.True(cluster.WaitFor(merge) is ["COMPLETED"], cluster.Logs()));

        Assert.Equal(26, (await File.ReadAllLinesAsync(In("index", "index.csv"))).Length);
        var one = new FakeTerminal();
        Assert.Equal(ExitCode.SomethingSkipped, await one.RunAsync("predict", In("run"), In("data"), "--csv"));
        Assert.Equal(one.Output, await File.ReadAllTextAsync(In("predict", "predictions.csv")));
        Assert.StartsWith("path,reason\nlight/broken.png,", await File.ReadAllTextAsync(In("predict", "skipped.csv")), StringComparison.Ordinal);
        await new FakeTerminal().RunAsync("clean", In("data"), "--quick");
        Assert.Equal(await File.ReadAllTextAsync(In("data-clean", "issues.csv")), await File.ReadAllTextAsync(In("clean", "issues.csv")));
        Assert.True(File.Exists(In("crop", "crops", "crop.csv")));

        string Submit(string script, string output, params string[] arguments)
        {
            var array = cluster.Submit(script, ["--array=0-1"], arguments);
            return cluster.Submit("merge.sbatch", [$"--dependency=afterok:{array}"], In(output));
        }
    }

    private string[] Drafts(int shard) => Directory.GetDirectories(In("out"), $".shard-{shard}-of-{Tasks}.*.part");

    // The hidden folder's name ends with the process that writes it.
    private string ProcessOf(int shard) => Path.GetFileNameWithoutExtension(Assert.Single(Drafts(shard))).Split('-')[^1];

    /// <summary>The first picture that falls into a shard, by the beginning of its digest.</summary>
    private string FirstOf(int shard) => Directory.GetFiles(In("data"), "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .First(picture =>
        {
            var key = ulong.Parse(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(picture)))[..16], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            return (int)((UInt128)key * Tasks >> 64) == shard;
        });
}
