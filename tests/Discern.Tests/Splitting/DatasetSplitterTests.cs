using Discern.Cleaning;
using Discern.Cleaning.NearDuplicates;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Imaging;
using Discern.Splitting;
using Discern.Tests.Cleaning;
using Discern.Tests.Shared;

namespace Discern.Tests.Splitting;

public sealed class DatasetSplitterTests : IDisposable
{
    // Most tests are about files, not pictures: what is in them does not matter.
    private static readonly SplitOptions Undecoded = new() { NearDuplicates = null };

    private readonly TemporaryFolder folder = new();

    private string Out => folder.In("out");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(SplitMethod.Link)]
    [InlineData(SplitMethod.Copy)]
    public void The_folder_holds_every_picture_once_and_is_read_as_it_was_split(SplitMethod method)
    {
        folder.WithPictures("data/cat", 100).WithPictures("data/dog", 50);

        SplitResult result = Run(Undecoded with { Method = method });

        Assert.Equal((method == SplitMethod.Link, 150), (result.Links > 0, result.Links + result.Copies));
        Dataset dataset = DatasetReader.Read(Out, new DatasetOptions { Seed = 99 });
        Assert.Empty(dataset.Remarks);
        Assert.Equal([70, 35], dataset.ClassCounts(Split.Train));
        Assert.Equal([20, 10], dataset.ClassCounts(Split.Test));
        Assert.Equal([10, 5], dataset.ClassCounts(Split.Validation));
        Assert.Equal(
            result.Pictures.Select(picture => (picture.Path, picture.Example.Split)).Order(), dataset.Examples.Select(example => (example.Path, example.Split)).Order());
        Assert.All(result.Pictures, picture => Assert.Equal(File.ReadAllText(folder.In("data", picture.Example.Path)), File.ReadAllText(folder.In("out", picture.Path))));
        Assert.Equal(150, Files("data").Length);
        Assert.Equal(["out", "data"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).OrderDescending(StringComparer.Ordinal));

        // Without the table, the folders alone say the same: that is what Keras and torchvision read.
        File.Delete(result.IndexPath);
        Assert.Equal([70, 35], DatasetReader.Read(Out).ClassCounts(Split.Train));
    }

    [Fact]
    public void A_copy_is_a_file_of_its_own_and_a_link_is_not()
    {
        folder.WithPictures("data/a", 10).WithPictures("data/b", 10);
        SplitResult linked = Run(Undecoded);
        SplitResult copied = DatasetSplitter.Split(folder.In("data"), folder.In("copied"), Undecoded with { Method = SplitMethod.Copy });

        SplitPicture picture = linked.Pictures[0];
        File.WriteAllText(folder.In("data", picture.Example.Path), "changed");

        Assert.Equal("changed", File.ReadAllText(folder.In("out", picture.Path)));
        Assert.Equal("data/a 0", File.ReadAllText(folder.In("copied", copied.Pictures[0].Path)));
    }

    [Fact]
    public void A_symbolic_link_is_followed()
    {
        folder.WithPictures("data/a", 10).WithPictures("data/b", 9).With("elsewhere.jpg", "far");
        File.CreateSymbolicLink(folder.In("data", "b", "link.jpg"), Path.Combine("..", "..", "elsewhere.jpg"));

        SplitPicture picture = Run(Undecoded).Pictures.Single(each => each.Example.Path == "b/link.jpg");

        Assert.Equal("far", File.ReadAllText(folder.In("out", picture.Path)));
        Assert.Null(new FileInfo(folder.In("out", picture.Path)).LinkTarget);
    }

    [Fact]
    public void A_table_alone_serves_the_data_set_it_lies_in()
    {
        folder.WithPictures("data/a", 10).WithPictures("data/b", 10);

        SplitResult result = DatasetSplitter.Split(folder.In("data"), folder.In("data"), Undecoded with { Method = SplitMethod.Csv, Data = new() { Seed = 5 } });

        Assert.Equal(0, result.Links + result.Copies);
        Assert.Equal("path,category,split,group,source", File.ReadLines(folder.In("data", "index.csv")).First());
        Assert.Equal(result.Pictures.Select(picture => picture.Example), DatasetReader.Read(folder.In("data")).Examples);
        string before = File.ReadAllText(result.IndexPath);
        Assert.Throws<DiscernException>(() => DatasetSplitter.Split(folder.In("data"), folder.In("data"), Undecoded with { Method = SplitMethod.Csv }));
        Assert.Equal(before, File.ReadAllText(result.IndexPath));
    }

    [Fact]
    public void A_table_elsewhere_says_where_it_belongs()
    {
        folder.WithPictures("data/a", 10).WithPictures("data/b", 10);

        Assert.Contains("put it there", Assert.Single(Run(Undecoded with { Method = SplitMethod.Csv }).Remarks), StringComparison.Ordinal);

        Assert.Equal(["index.csv"], Files("out"));
    }

    [Fact]
    public void Splits_that_are_there_are_drawn_anew_and_names_that_collide_lose_nothing()
    {
        folder.WithPictures("data/train/a", 20).WithPictures("data/test/a", 20).WithPictures("data/train/b", 20).WithPictures("data/test/b", 20)
            .With("data/train/a/0-2.jpg", "own name").With("data/train/b/deep/0.JPG", "deep");

        SplitResult result = Run(Undecoded);

        Assert.Contains(result.Remarks, remark => remark.Contains("split anew", StringComparison.Ordinal));
        Assert.Contains(result.Remarks, remark => remark.StartsWith("41 pictures got a new name", StringComparison.Ordinal));
        Assert.Equal(82, Files("out").Length - 1);
        Assert.Equal(Contents("data"), Contents("out"));
        Assert.EndsWith("/a/0-2.jpg", result.Pictures.Single(picture => picture.Example.Path == "train/a/0-2.jpg").Path, StringComparison.Ordinal);
        Assert.Equal(82, result.Pictures.Select(picture => picture.Path.ToUpperInvariant()[(picture.Path.IndexOf('/', StringComparison.Ordinal) + 1)..]).Distinct().Count());
    }

    [Fact]
    public void Categories_of_a_table_lead_to_no_other_folder()
    {
        folder.WithPictures("data/p", 40);
        string[] categories = ["../../up", "..", "a/b", "A\\B"];
        folder.With("data/index.csv", "path,category\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"p/{i}.jpg,{categories[i % 4]}\n")));

        SplitResult result = Run(Undecoded);

        Assert.Equal(["A_B", "_.", "_._.._up", "a_b-2"], Directory.GetDirectories(folder.In("out", "train")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(4, result.Remarks.Count(remark => remark.StartsWith("The folder of the class", StringComparison.Ordinal)));
        Dataset dataset = DatasetReader.Read(Out);
        Assert.Equal(categories.Order(StringComparer.Ordinal), dataset.Classes);
        Assert.Equal(40, dataset.Examples.Count);
    }

    [Fact]
    public void What_is_there_is_not_written_over()
    {
        folder.WithPictures("data/a", 10).WithPictures("data/b", 10).With("out/mine.txt");

        Assert.Contains("is there already", Assert.Throws<DiscernException>(() => Run(Undecoded)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "lies inside",
            Assert.Throws<DiscernException>(() => DatasetSplitter.Split(folder.In("data"), folder.In("data", "split"), Undecoded)).Message,
            StringComparison.Ordinal);

        Assert.Equal(["mine.txt"], Files("out"));
        Assert.Equal(20, Files("data").Length);
    }

    [Fact]
    public void Stopped_half_way_it_leaves_nothing()
    {
        folder.WithPictures("data/a", 10).WithPictures("data/b", 10);
        using var stop = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => DatasetSplitter.Split(folder.In("data"), Out, Undecoded, new StopAfter(5, stop), stop.Token));

        Assert.Equal(["data"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
        Assert.Equal(20, Files("data").Length);
    }

    [Fact]
    public void What_a_killed_split_left_is_named_and_not_taken_for_one()
    {
        folder.WithPictures("data/a", 10).WithPictures("data/b", 10).With(".out.part/train/a/0.jpg");

        SplitResult result = Run(Undecoded);

        Assert.Contains(".out.part' was left by a split that was stopped", Assert.Single(result.Remarks), StringComparison.Ordinal);
        Assert.Equal(21, Files("out").Length);
        Assert.Equal(["train/a/0.jpg"], Files(".out.part"));
    }

    [Fact]
    public void Near_duplicates_and_groups_that_they_connect_stay_together_and_unreadable_pictures_are_named()
    {
        for (ulong number = 0; number < 30; number++)
        {
            Picture scene = Scenes.Draw(number);
            Save($"data/a/{number}.png", scene);
            Save($"data/b/turned {number}.png", Scenes.Turn(Scenes.Resize(scene, 100)));
        }

        folder.With("data/a/broken.png", "no picture");

        SplitResult result = Run(new SplitOptions { Data = new() { GroupPattern = "^(turned 1)" } });

        Assert.Equal(60, result.Pictures.Count);
        Assert.Equal("a/broken.png", Assert.Single(result.Skipped).Path);
        Dictionary<string, SplitPicture> bySource = result.Pictures.ToDictionary(picture => picture.Example.Path, StringComparer.Ordinal);
        Assert.All(Enumerable.Range(0, 30), number =>
            Assert.Equal(bySource[$"a/{number}.png"].Example.Split, bySource[$"b/turned {number}.png"].Example.Split));
        Example[] ones = [.. result.Pictures.Select(picture => picture.Example).Where(example => example.Group == "turned 1")];
        Assert.Equal(22, ones.Length); // 1 and 10 to 19, each with the picture it was made from
        Assert.Single(ones.Select(example => example.Split).Distinct());
        Assert.True(result.Groups.Torn > 0);
        Assert.True(result.Groups.With.Largest >= result.Groups.Without.Largest);
        Assert.Equal((20, 60), (result.Groups.Groups, result.Groups.Pictures));
    }

    [Fact]
    public void A_class_of_which_nothing_can_be_read_is_refused_before_anything_is_written()
    {
        for (ulong number = 0; number < 6; number++)
        {
            Save($"data/a/{number}.png", Scenes.Draw(number));
        }

        folder.WithPictures("data/b", 6);

        Assert.Contains("No picture of the class 'b' can be read", Assert.Throws<DiscernException>(() => Run(new SplitOptions())).Message, StringComparison.Ordinal);

        Assert.False(Path.Exists(Out));
    }

    [Fact]
    public void The_same_seed_gives_the_same_table()
    {
        folder.WithPictures("data/a", 30).WithPictures("data/b", 30);
        string first = File.ReadAllText(Run(Undecoded).IndexPath);
        string Again(ulong seed) => File.ReadAllText(DatasetSplitter.Split(folder.In("data"), folder.In($"again {seed}"), Undecoded with { Data = new() { Seed = seed } }).IndexPath);

        Assert.Equal(first, Again(1));
        Assert.NotEqual(first, Again(2));
    }

    [SharedFact("datasets/masks")]
    public void The_same_photo_with_and_without_a_mask_never_straddles()
    {
        SplitResult result = DatasetSplitter.Split(
            SharedFiles.Find("datasets/masks")!, Out, new SplitOptions { Data = new() { GroupPattern = @"^(\d+)" }, Method = SplitMethod.Csv });

        Assert.Equal(820, result.Pictures.Count);
        Assert.True(result.Groups.Torn > 100); // else the test would show nothing
        Assert.All(ByNumber(result).Where(parts => parts.Length > 1), parts => Assert.Single(parts.Distinct()));
        Assert.True(result.Groups.With.Largest < 0.01);
    }

    [SharedFact("datasets/santa")]
    public void Near_duplicates_among_photos_never_straddle()
    {
        string data = SharedFiles.Find("datasets/santa")!;
        SplitResult result = DatasetSplitter.Split(data, Out, new SplitOptions { Method = SplitMethod.Csv });

        var survey = Survey.Read(data);
        Dictionary<string, Split> parts = result.Pictures.ToDictionary(picture => picture.Example.Path, picture => picture.Example.Split, StringComparer.Ordinal);
        IReadOnlyList<DuplicateGroup> groups = DuplicateFinder.Find(survey, new NearDuplicateOptions(), Workers.Shared);
        Assert.NotEmpty(groups);
        Assert.All(groups, group => Assert.Single(group.Members.Select(member => parts[survey.Pictures[member].Path]).Distinct()));
        Assert.True(result.Groups.Torn > 0);
    }

    private static IEnumerable<Split[]> ByNumber(SplitResult result) =>
        result.Pictures.Select(picture => picture.Example)
            .GroupBy(example => new string([.. Path.GetFileName(example.Path).TakeWhile(char.IsAsciiDigit)]))
            .Where(group => group.Key.Length > 0)
            .Select(group => group.Select(example => example.Split).ToArray());

    private SplitResult Run(SplitOptions options) => DatasetSplitter.Split(folder.In("data"), Out, options);

    private void Save(string relative, Picture picture)
    {
        string path = folder.In(relative.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, PictureEncoder.Png(picture));
    }

    private string[] Files(string below) =>
        [.. Directory.GetFiles(folder.In(below), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder.In(below), file)).Order(StringComparer.Ordinal)];

    private IEnumerable<string> Contents(string below) =>
        Files(below).Where(file => !file.Equals("index.csv", StringComparison.Ordinal)).Select(file => File.ReadAllText(folder.In(below, file))).Order(StringComparer.Ordinal);

    private sealed class StopAfter(int count, CancellationTokenSource stop) : IProgress<SplitProgress>
    {
        public void Report(SplitProgress value)
        {
            if (value.Phase == SplitPhase.Placing && value.Done == count)
            {
                stop.Cancel();
            }
        }
    }
}
