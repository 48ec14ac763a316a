using Discern.Cleaning;
using Discern.Compute.Random;
using Discern.Tests.Shared;

namespace Discern.Tests.Cleaning.Labels;

/// <summary>Flips 5 % of real labels, and looks how many of them are among the suspects: three times, since 5 % of a few hundred are few.</summary>
public class FlippedLabelsTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const string DrawsVariable = "DISCERN_FLIPPED_DRAWS"; // 10 for the figures in the documentation
    private const string Body = "backbones/imagenet_mobilenet_v2_1.0_224_int8.tflite";

    [SharedFact("datasets/santa")]
    public void Most_flipped_labels_of_santa_are_suspected() => Measure("datasets/santa", "santa", "not_santa", backbone: null);

    [SharedFact(Body)]
    public void Most_flipped_labels_of_ants_and_bees_are_suspected() => Measure("datasets/hymenoptera", "ants", "bees", SharedFiles.Find(Body));

    private void Measure(string data, string first, string second, string? backbone)
    {
        int found = 0;
        int flippedInAll = 0;
        int suspectedInAll = 0;
        ulong draws = ulong.TryParse(Environment.GetEnvironmentVariable(DrawsVariable), out ulong asked) ? asked : 3;
        for (ulong seed = 1; seed <= draws; seed++)
        {
            using var folder = new TemporaryFolder();
            HashSet<string> flipped = Copy(SharedFiles.Find(data)!, folder, first, second, seed);

            CleaningResult result = new Cleaner().Clean(folder.Path, new CleaningOptions { Backbone = backbone });

            string[] suspects = [.. result.Issues.Where(issue => issue.Kind == IssueKind.SuspiciousLabel).Select(issue => result.Survey.Pictures[issue.Picture!.Value].Path)];
            output.WriteLine($"Draw {seed}: {suspects.Count(flipped.Contains)} of {flipped.Count} flipped labels among {suspects.Length} suspects.");
            found += suspects.Count(flipped.Contains);
            flippedInAll += flipped.Count;
            suspectedInAll += suspects.Length;
        }

        Assert.True(found >= 0.7 * flippedInAll, $"{found} of {flippedInAll} flipped labels are suspected.");
        Assert.True(found >= 0.5 * suspectedInAll, $"{found} of {suspectedInAll} suspects are flipped.");
    }

    /// <summary>All splits together in a folder per class, one picture in twenty in the wrong one.</summary>
    private static HashSet<string> Copy(string data, TemporaryFolder folder, string first, string second, ulong seed)
    {
        string[] files = [.. Directory.GetFiles(data, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        int[] order = [.. Enumerable.Range(0, files.Length)];
        new Philox(seed, 99).Shuffle(order.AsSpan());
        HashSet<int> chosen = [.. order.Take(files.Length / 20)];
        var flipped = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, file) in files.Index())
        {
            string given = Path.GetFileName(Path.GetDirectoryName(file)!);
            string other = given.Equals(first, StringComparison.Ordinal) ? second : first;
            string relative = $"{(chosen.Contains(index) ? other : given)}/{index}{Path.GetExtension(file)}";
            Directory.CreateDirectory(folder.In(relative.Split('/')[0]));
            File.Copy(file, folder.In(relative.Split('/')));
            if (chosen.Contains(index))
            {
                flipped.Add(relative);
            }
        }

        return flipped;
    }
}
