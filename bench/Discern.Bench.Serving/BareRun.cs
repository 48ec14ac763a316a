using System.Diagnostics;
using Discern.Classifiers;
using Discern.Runs;

namespace Discern.Bench.Serving;

/// <summary>A run on the default backbone, and how fast it classifies files without a server.</summary>
internal static class BareRun
{
    /// <summary>Trains one on photos.</summary>
    public static RunFolder Train(string discern, string data, string path)
    {
        var start = new ProcessStartInfo(discern, ["train", data, "--recipe", "transfer", "-o", path]) { RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        string told = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? RunFolder.Open(path) : throw new InvalidOperationException($"discern train failed: {told}");
    }

    /// <summary>Pictures a second.</summary>
    public static double PicturesASecond(RunFolder run, IReadOnlyList<string> pictures, int count)
    {
        using var predictor = new PicturePredictor(run);
        Predict(predictor, pictures, count / 4); // what is compiled and made once is made now
        long start = Stopwatch.GetTimestamp();
        Predict(predictor, pictures, count);
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Predict(PicturePredictor predictor, IReadOnlyList<string> pictures, int count)
    {
        foreach (PicturePrediction prediction in predictor.Predict(Enumerable.Range(0, count).Select(index => pictures[index % pictures.Count])))
        {
            _ = prediction.Label ?? throw new InvalidOperationException($"'{prediction.Path}' cannot be read: {prediction.Failure}");
        }
    }
}
