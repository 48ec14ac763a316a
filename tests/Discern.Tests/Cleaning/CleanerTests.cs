using Discern.Cleaning;
using Discern.Imaging;
using Discern.Tests.Shared;

namespace Discern.Tests.Cleaning;

public sealed class CleanerTests : IDisposable
{
    private static readonly CleaningOptions Quick = new() { UsesNetwork = false };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Good_pictures_have_no_issues()
    {
        Fill();

        Assert.Empty(Clean().Issues);
    }

    [Fact]
    public void Every_kind_that_needs_no_network_is_found_where_it_was_planted()
    {
        Fill();
        Put("a/unreadable.png", "this is text"u8.ToArray());
        Put("a/dark.png", PictureEncoder.Png(Scenes.Apply(Scenes.Draw(100), new Transform { Brightness = 0.1f })));
        Put("a/bright.png", PictureEncoder.Png(Brighten(Scenes.Draw(101))));
        Put("a/grey-all-over.png", PictureEncoder.Png(new Picture(120, 90, 3, [.. Enumerable.Repeat((byte)120, 120 * 90 * 3)])));
        Put("a/blurred.png", PictureEncoder.Png(Scenes.Resize(Scenes.Resize(Scenes.Draw(102, 480, 360), 12), 480)));
        Put("b/small.png", PictureEncoder.Png(Scenes.Draw(103, 24, 20)));
        Put("b/long.png", PictureEncoder.Png(Scenes.Draw(104, 400, 60)));
        Put("b/large.png", PictureEncoder.Png(Scenes.Draw(105, 1200, 900)));
        Put("b/grey.png", PictureEncoder.Png(Scenes.Apply(Scenes.Draw(106), new Transform { Saturation = 0 })));
        byte[] copied = File.ReadAllBytes(folder.In("a", "3.png"));
        Put("a/copy.png", copied);
        Put("b/conflict.png", copied);
        Put("a/mirrored.png", PictureEncoder.Png(Scenes.Apply(Scenes.Draw(5), new Transform { IsFlippedHorizontally = true })));
        for (int number = 0; number < 5; number++)
        {
            Put($"b/placeholder-{number}.jpg", PictureEncoder.Jpeg(Scenes.Draw(107), 70 + number));
        }

        CleaningResult result = Clean();

        AssertFound(result, IssueKind.Unreadable, "a/unreadable.png");
        AssertFound(result, IssueKind.TooDark, "a/dark.png");
        AssertFound(result, IssueKind.TooBright, "a/bright.png");
        AssertFound(result, IssueKind.LowContrast, "a/bright.png", "a/dark.png", "a/grey-all-over.png");
        AssertFound(result, IssueKind.LowDetail, "a/blurred.png");
        AssertFound(result, IssueKind.TooSmall, "b/small.png");
        AssertFound(result, IssueKind.OddAspectRatio, "b/long.png");
        AssertFound(result, IssueKind.OddSize, "b/large.png", "b/small.png");
        AssertFound(result, IssueKind.GreyAmongColour, "a/grey-all-over.png", "b/grey.png");
        AssertFound(result, IssueKind.ExactDuplicate, "a/copy.png");
        AssertFound(result, IssueKind.LabelConflict, "a/3.png", "a/copy.png", "b/conflict.png");
        Assert.Equal(5, result.Count(IssueKind.Placeholder));
        Assert.Equal(1 + 4, result.Count(IssueKind.NearDuplicate));
        Assert.Contains("cannot be read: it holds text", result.Issues[0].Explanation, StringComparison.Ordinal);
        Assert.Contains(result.Remarks, remark => remark.Contains("Outliers", StringComparison.Ordinal));
    }

    [Fact]
    public void A_picture_in_two_splits_stays_where_figures_are_taken()
    {
        for (ulong number = 0; number < 12; number++)
        {
            Put($"{(number < 6 ? "train" : "test")}/{(number % 2 == 0 ? "a" : "b")}/{number}.png", PictureEncoder.Png(Scenes.Draw(number)));
        }

        Put("train/a/leak.jpg", PictureEncoder.Jpeg(Scenes.Draw(8, 240, 180)));

        CleaningResult result = Clean();

        AssertFound(result, IssueKind.SplitLeak, "train/a/leak.jpg");
        AssertFound(result, IssueKind.NearDuplicate, "train/a/leak.jpg");
        Assert.Contains("'test/a/8.png'", result.Issues.Single(issue => issue.Kind == IssueKind.SplitLeak).Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_of_one_size_is_betrayed_and_of_mixed_sizes_is_not()
    {
        for (ulong number = 0; number < 20; number++)
        {
            Put($"odd/{number}.png", PictureEncoder.Png(Scenes.Draw(number, 100 + (3 * (int)number), 90)));
            Put($"even/{number}.png", PictureEncoder.Png(Scenes.Draw(100 + number, 120, 90)));
        }

        Issue issue = Assert.Single(Clean().Issues, issue => issue.Kind == IssueKind.SideChannel);

        Assert.StartsWith("All 20 pictures of 'even' have the size 120×90; of the other 20 pictures 0 have.", issue.Explanation, StringComparison.Ordinal);
        Assert.Null(issue.Picture);
    }

    [Fact]
    public void A_folder_without_classes_is_cleaned_too()
    {
        Put("one.png", PictureEncoder.Png(Scenes.Draw(1)));
        Put("deep/er/two.png", PictureEncoder.Png(Scenes.Draw(1)));

        CleaningResult result = Clean();

        Assert.Null(result.Survey.Pictures[0].Label);
        AssertFound(result, IssueKind.ExactDuplicate, "deep/er/two.png");
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said()
    {
        Assert.Contains("no folder", Assert.Throws<DiscernException>(() => new Cleaner().Clean(folder.In("nowhere"), Quick)).Message, StringComparison.Ordinal);
    }

    [SharedFact("datasets/santa")]
    public void The_shortcut_in_santa_is_found()
    {
        CleaningResult result = new Cleaner().Clean(SharedFiles.Find("datasets/santa")!, Quick);

        Issue issue = Assert.Single(result.Issues, issue => issue.Kind == IssueKind.SideChannel && issue.Explanation.Contains("the size", StringComparison.Ordinal));
        Assert.StartsWith("All 461 pictures of 'not_santa' have the size 400×300 or 300×400;", issue.Explanation, StringComparison.Ordinal);
        Assert.Equal(2, result.Count(IssueKind.SplitLeak)); // two photos lie mirrored in train and validation
    }

    [SharedFact("datasets/hostile")]
    public void Hostile_files_are_named_and_none_is_lost()
    {
        CleaningResult result = new Cleaner().Clean(SharedFiles.Find("datasets/hostile")!, Quick);

        Assert.Equal(30, result.Survey.Pictures.Count);
        Assert.All(result.Issues.Where(issue => issue.Kind == IssueKind.Unreadable), issue => Assert.Null(result.Survey.Pictures[issue.Picture!.Value].Facts));
        Assert.Contains("zero_bytes.jpg", Paths(result, IssueKind.Unreadable));
        Assert.Contains("truncated_half.jpg", Paths(result, IssueKind.Unreadable));
    }

    private void Fill()
    {
        for (ulong number = 0; number < 40; number++)
        {
            Put($"{(number < 20 ? "a" : "b")}/{number}.png", PictureEncoder.Png(Scenes.Draw(number)));
        }
    }

    private void Put(string path, byte[] contents)
    {
        string full = folder.In(path.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, contents);
    }

    private CleaningResult Clean() => new Cleaner().Clean(folder.Path, Quick);

    private static Picture Brighten(Picture picture) => new(picture.Width, picture.Height, 3, [.. picture.Pixels.Select(value => (byte)(240 + (value / 17)))]);

    private static void AssertFound(CleaningResult result, IssueKind kind, params string[] paths) => Assert.Equal(paths, Paths(result, kind));

    private static IEnumerable<string> Paths(CleaningResult result, IssueKind kind) =>
        result.Issues.Where(issue => issue.Kind == kind).Select(issue => result.Survey.Pictures[issue.Picture!.Value].Path).Order(StringComparer.Ordinal);
}
