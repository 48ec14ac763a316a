using Discern.Imaging;
using Discern.Neural.Training;
using Discern.Runs;

namespace Discern.Cli.Tests.Distributed;

/// <summary>Training by processes that <c>mpirun</c> starts, held against one process.</summary>
public sealed class MpiTrainingTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern-mpi-");

    public MpiTrainingTests()
    {
        for (var index = 0; index < 54; index++)
        {
            var split = (index / 2 % 6) switch { 0 => "test", 1 => "validation", _ => "train" };
            var place = Path.Combine(Data, split, index % 2 == 0 ? "rows" : "columns");
            Directory.CreateDirectory(place);
            var pixels = Enumerable.Range(0, 20 * 20 * 3)
                .Select(at => (byte)((((index % 2 == 0 ? at / 60 : at / 3 % 20) + index) % 4 * 50) + (at * (index + 7) % 41))).ToArray();
            File.WriteAllBytes(Path.Combine(place, $"{index}.png"), PictureEncoder.Png(new Picture(20, 20, 3, pixels)));
        }

        File.WriteAllText(Path.Combine(Data, "train", "rows", "broken.png"), "no picture");
        File.WriteAllText(In("network.yml"), """
            size: 16
            channels: 3
            layers:
              - convolution: 8
              - batch_normalization
              - relu
              - max_pool: 2
              - flatten
              - dense: 16
              - relu
              - dropout: 0.3
            """);
    }

    private string Data => In("pictures");

    public void Dispose() => folder.Delete(recursive: true);

    [MpirunFact]
    public void Two_and_three_processes_write_what_one_writes()
    {
        Assert.Equal((ExitCode.SomethingSkipped, ""), Told(Mpirun.Run(1, Train("one", "--epochs", "3", "--parts", "3"))));
        for (var size = 2; size <= 3; size++)
        {
            var (code, output, error) = Mpirun.Run(size, Train($"of{size}", "--epochs", "3", "--parts", "3"));

            Assert.True(code == ExitCode.SomethingSkipped, error);
            foreach (var file in new[] { "model.safetensors", "predictions-test.csv", "predictions-train.csv" })
            {
                Assert.Equal(File.ReadAllBytes(In("one", file)), File.ReadAllBytes(In($"of{size}", file)));
            }

            var one = RunFolder.Open(In("one"));
            var run = RunFolder.Open(In($"of{size}"));
            Assert.Equal(WithoutSeconds(one), WithoutSeconds(run));
            Assert.Equal(one.Description.Skipped, run.Description.Skipped);
            Assert.Single(Lines(output), line => line.Contains("Epoch 3", StringComparison.OrdinalIgnoreCase));
            Assert.Single(Lines(error), line => line.Contains("broken.png", StringComparison.Ordinal));
        }
    }

    [MpirunFact]
    public void A_lost_process_ends_the_job_with_a_sentence_and_another_number_goes_on_to_the_same_bits()
    {
        using (var job = Mpirun.Start(2, Train("run", "--epochs", "1000000", "--parts", "3")))
        {
            while (!job.HasExited && !(File.Exists(In("run", "history.csv")) && RunFolder.Open(In("run")).History.Count >= 3))
            {
                Thread.Yield();
            }

            Assert.False(job.HasExited, "The job ended by itself.");
            using var lost = Mpirun.Rank(job, 1);
            lost.Kill();
            var (code, _, error) = Mpirun.End(job);

            Assert.NotEqual(0, code);
            Assert.Single(Lines(error), line => line.StartsWith("The job was asked to stop, by its user or by mpirun because one of its 2 processes was lost.", StringComparison.Ordinal)
                && line.Contains("--continue", StringComparison.Ordinal));
        }

        var epochs = $"{RunFolder.Open(In("run")).History.Count + 2}";
        var (ended, _, complaint) = Mpirun.Run(3, "train", Data, "--continue", In("run"), "--epochs", epochs, "-o", In("run"), "--threads", "1");
        Assert.True(ended == ExitCode.SomethingSkipped, complaint);
        Mpirun.Run(1, Train("undisturbed", "--epochs", epochs, "--parts", "3"));

        Assert.Equal(File.ReadAllBytes(In("undisturbed", "model.safetensors")), File.ReadAllBytes(In("run", "model.safetensors")));
        Assert.Equal(WithoutSeconds(RunFolder.Open(In("undisturbed"))), WithoutSeconds(RunFolder.Open(In("run"))));
    }

    [MpirunFact]
    public void What_is_wrong_is_said_once()
    {
        var (code, _, error) = Mpirun.Run(2, "train", In("nowhere"), "--recipe", "cnn");
        Assert.NotEqual(0, code);
        Assert.Single(Lines(error), line => line.Contains(In("nowhere"), StringComparison.Ordinal));

        (code, _, error) = Mpirun.Run(2, "train", Data, "--recipe", "transfer");
        Assert.NotEqual(0, code);
        Assert.Single(Lines(error), line => line.StartsWith("mpirun trains with the recipes cnn and fine-tune.", StringComparison.Ordinal));
    }

    private static (int Code, string Words) Told((int Code, string Output, string Error) ended) => (ended.Code, ended.Code == ExitCode.SomethingSkipped ? "" : ended.Error);

    private static EpochResult[] WithoutSeconds(RunFolder run) => [.. run.History.Select(epoch => epoch with { Seconds = 0 })];

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private string[] Train(string run, params string[] more) =>
        ["train", Data, "--recipe", "cnn", "--network", In("network.yml"), "--batch", "10", "--threads", "1", "-o", In(run), .. more];

    private string In(params string[] path) => Path.Combine([folder.FullName, .. path]);
}
