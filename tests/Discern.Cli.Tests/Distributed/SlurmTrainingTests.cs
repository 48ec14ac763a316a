using Discern.Cli.Tests.Sharding;
using Discern.Neural.Training;
using Discern.Runs;

namespace Discern.Cli.Tests.Distributed;

/// <summary>The job script that trains, on a real Slurm.</summary>
public sealed class SlurmTrainingTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern");

    public void Dispose() => folder.Delete(recursive: true);

    [SlurmMpirunFact]
    public async Task A_training_that_is_requeued_goes_on_and_ends_with_the_weights_of_one_that_was_not()
    {
        const int Epochs = 600; // some seconds, so that it is still under way when it is killed
        string[] options = ["--recipe", "cnn", "--size", "8", "--epochs", $"{Epochs}"];
        PaintedPictures.Paint(In("data"), 40, side: 8);
        using var cluster = new SlurmCluster();

        var job = cluster.Submit("train.sbatch", ["--nodes=1", "--ntasks-per-node=2", "--cpus-per-task=1"], [In("data"), In("run"), .. options]);
        cluster.Until(() => File.Exists(In("run", "history.csv")) && History("run").Count >= 3, () => "No three epochs were done");
        cluster.Run("scontrol", "requeue", job);
        cluster.Until(() => cluster.Run("squeue", "--noheader", "--format=%T", $"--jobs={job}") is "PENDING", () => "The job was not queued again");
        IReadOnlyList<EpochResult> before = History("run");
        Assert.InRange(before.Count, 3, Epochs - 1);
        cluster.Run("scontrol", "update", $"jobid={job}", "starttime=now"); // by itself it waits two minutes

        Assert.Equal(["COMPLETED"], cluster.WaitFor(job));
        Assert.Contains(" Restarts=1 ", cluster.Run("scontrol", "show", "job", job), StringComparison.Ordinal);
        Assert.Equal(2, RunFolder.Open(In("run")).Description.Options["parts"].GetInt32());
        Assert.Equal(before, History("run").Take(before.Count)); // their seconds, too: nothing was learnt anew
        Assert.Equal(ExitCode.Done, await new FakeTerminal().RunAsync(["train", In("data"), "-o", In("undisturbed"), "--parts", "2", "--threads", "1", .. options]));
        Assert.Equal(await File.ReadAllBytesAsync(In("undisturbed", "model.safetensors")), await File.ReadAllBytesAsync(In("run", "model.safetensors")));
        Assert.Equal(History("undisturbed").Select(WithoutSeconds), History("run").Select(WithoutSeconds));
    }

    private static EpochResult WithoutSeconds(EpochResult epoch) => epoch with { Seconds = 0 };

    private IReadOnlyList<EpochResult> History(string run) => RunFolder.Open(In(run)).History;

    private string In(params string[] path) => Path.Combine([folder.FullName, .. path]);
}
