using Discern.Datasets;
using Discern.Imaging;
using Discern.Synthesizing;
using Discern.Tests.Classifiers;
using Discern.Tests.Cleaning;

namespace Discern.Tests.Synthesizing;

public sealed class ClassSynthesisTests : IDisposable
{
    private const string Star = """<svg xmlns="http://www.w3.org/2000/svg" width="60" height="90"><circle cx="30" cy="45" r="28" fill="#22aa44"/></svg>""";

    private readonly TemporaryFolder folder = new();

    public ClassSynthesisTests()
    {
        ulong number = 0;
        foreach ((string place, int count) in (ReadOnlySpan<(string, int)>)[("train/a", 12), ("train/b", 12), ("validation/a", 3), ("validation/b", 3), ("test/a", 3), ("test/b", 3)])
        {
            for (int index = 0; index < count; index++)
            {
                Put($"data/{place}/{index}.png", PictureEncoder.Png(Scenes.Draw(number++)));
            }
        }
    }

    private string Out => folder.In("out");

    public void Dispose() => folder.Dispose();

    [BackboneFact]
    public void Variants_are_counted_named_and_made_of_training_pictures_alone()
    {
        SynthesisResult result = Run(new SynthesisOptions { Count = 30, Size = 32 });

        string[] files = Files(Path.Combine(Out, "a"));
        Assert.Equal(30, files.Length);
        Assert.All(files, file =>
        {
            Picture picture = PictureDecoder.Decode(Path.Combine(Out, "a", file), new DecodeOptions());
            Assert.Equal((32, 32, 3), (picture.Width, picture.Height, picture.Channels));
        });
        string[] rows = File.ReadAllLines(Path.Combine(Out, "index.csv"));
        Assert.Equal("path,category,split,method,parents,nearest,distance", rows[0]);
        Assert.Equal(31, rows.Length);
        Assert.All(rows.Skip(1), row =>
        {
            string[] fields = row.Split(',');
            Assert.Equal(("a", "train", "augment"), (fields[1], fields[2], fields[3]));
            Assert.StartsWith("train/a/", fields[4], StringComparison.Ordinal);
            Assert.StartsWith("train/a/", fields[5], StringComparison.Ordinal);
            Assert.Contains($"-of-{Path.GetFileNameWithoutExtension(fields[4])}.png", fields[0], StringComparison.Ordinal);
        });
        Assert.InRange(rows.Skip(1).GroupBy(row => row.Split(',')[4]).Max(parent => parent.Count()), 2, 3);
        Assert.Equal((30, 12, "a"), (result.Count, result.Real, result.Class));
        Assert.Equal(12, result.TwoSampleTest!.Each);
        Assert.True(PictureDecoder.Decode(Path.Combine(Out, "contact-sheet.png"), new DecodeOptions()).Width > 600);
        Assert.DoesNotContain(Directory.GetFileSystemEntries(folder.Path), entry => entry.Contains(".part", StringComparison.Ordinal));
    }

    [BackboneFact]
    public void The_table_is_read_as_a_data_set()
    {
        Run(new SynthesisOptions { Count = 20, Size = 32 });
        Put("out/b/0.png", PictureEncoder.Png(Scenes.Draw(99)));
        Put("out/b/1.png", PictureEncoder.Png(Scenes.Draw(98)));
        Put("out/b/2.png", PictureEncoder.Png(Scenes.Draw(97)));
        File.AppendAllText(Path.Combine(Out, "index.csv"), "b/0.png,b,test,,,,\nb/1.png,b,validation,,,,\nb/2.png,b,train,,,,\n");

        Dataset dataset = DatasetReader.Read(Out);

        Assert.Equal(["a", "b"], dataset.Classes);
        Assert.Equal([20, 1], dataset.ClassCounts(Split.Train));
        Assert.Equal([0, 1], dataset.ClassCounts(Split.Test));
    }

    [BackboneFact]
    public void The_same_seed_gives_the_same_bytes_with_any_number_of_threads()
    {
        foreach (SynthesisOptions options in (SynthesisOptions[])[new() { Count = 12, Size = 32 }, Learning, Learning with { Method = "diffusion" }])
        {
            string[] outputs = [.. new[] { 1, 2 }.Select(threads => folder.In($"{options.Method}-{threads}"))];
            Run(options with { Threads = 1 }, outputs[0]);
            Run(options with { Threads = 2 }, outputs[1]);
            Run(options with { Seed = 2 }, folder.In($"{options.Method}-other"));

            string[] files = [.. Files(Path.Combine(outputs[0], "a")).Select(file => Path.Combine("a", file)), "index.csv", "contact-sheet.png"];
            Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(outputs[0], file)), File.ReadAllBytes(Path.Combine(outputs[1], file))));
            Assert.NotEqual(Contents(outputs[0]), Contents(folder.In($"{options.Method}-other")));
        }
    }

    [BackboneFact]
    public void Smote_draws_between_two_training_pictures()
    {
        SynthesisResult result = Run(Learning);

        string[][] parents = [.. File.ReadAllLines(Path.Combine(Out, "index.csv")).Skip(1).Select(row => row.Split(',')[4].Split(" | "))];
        Assert.Equal(Learning.Count, parents.Length);
        Assert.All(parents, pair => Assert.True(pair.Length == 2 && pair[0] != pair[1] && pair.All(name => name.StartsWith("train/a/", StringComparison.Ordinal))));
        Assert.Contains(result.Remarks, remark => remark.StartsWith("The autoencoder draws its training pictures with an error of ", StringComparison.Ordinal));
    }

    [BackboneFact]
    public void Cut_outs_are_laid_over_backgrounds_and_others_are_told()
    {
        folder.With("things/star.svg", Star).With("things/broken.png", "no picture");
        Put("things/opaque.png", PictureEncoder.Png(Scenes.Draw(50)));
        Put("grounds/white.png", PictureEncoder.Png(new Picture(90, 60, 3, [.. Enumerable.Repeat((byte)255, 90 * 60 * 3)])));
        SynthesisOptions options = new() { Method = "cutout", Count = 12, Size = 32, Cutouts = folder.In("things"), Backgrounds = folder.In("grounds") };

        SynthesisResult result = Run(options);

        Assert.Equal(["broken.png", "opaque.png"], result.Skipped.Select(skipped => Path.GetFileName(skipped.Path)).Order(StringComparer.Ordinal));
        Assert.Contains(result.Skipped, skipped => skipped.Reason.Contains("nothing in it is transparent", StringComparison.Ordinal));
        Assert.All(Files(Path.Combine(Out, "a")), file =>
        {
            byte[][] pixels = [.. PictureDecoder.Decode(Path.Combine(Out, "a", file), new DecodeOptions()).Pixels.Chunk(3)];
            Assert.Contains(pixels, pixel => pixel is [0x22, 0xAA, 0x44]);
            Assert.Contains(pixels, pixel => pixel is [255, 255, 255]);
        });

        File.Delete(folder.In("things", "star.svg"));
        Assert.Contains("No cut-out of the folder", Refused(options, folder.In("again")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Run(options with { Backgrounds = null }, folder.In("again")));
        Assert.Throws<ArgumentException>(() => Run(options with { Method = "augment" }, folder.In("again")));
        Assert.False(Path.Exists(folder.In("again")));
    }

    [BackboneFact]
    public void Nothing_is_overwritten()
    {
        folder.With("out/mine.txt", "mine");

        Assert.Contains("is there already", Refused(new SynthesisOptions()).Message, StringComparison.Ordinal);
        Assert.Contains("lies inside", Refused(new SynthesisOptions(), folder.In("data", "more")).Message, StringComparison.Ordinal);

        Assert.Equal(["mine.txt"], Files(Out));
        Assert.False(Path.Exists(folder.In("data", "more")));
    }

    [BackboneFact]
    public void Unreadable_pictures_are_told_and_left_out()
    {
        folder.With("data/train/a/broken.png", "no picture");

        SynthesisResult result = Run(new SynthesisOptions { Count = 13, Size = 32 });

        Assert.Equal("train/a/broken.png", Assert.Single(result.Skipped).Path);
        Assert.Equal(12, result.Real);
    }

    [Fact]
    public void What_cannot_be_done_is_refused_with_a_sentence()
    {
        folder.With("few/train/x/0.png", "no picture").With("few/train/y/0.png", "no picture").With("few/test/x/0.png").With("few/test/y/0.png").With("few/validation/x/0.png").With("few/validation/y/0.png");
        var unknown = Assert.Throws<DiscernException>(() => ClassSynthesis.Run(folder.In("data"), "aa", Out, new SynthesisOptions()));
        Assert.Contains("has no class 'aa'. Its classes are 'a', 'b'.", unknown.Message, StringComparison.Ordinal);
        var few = Assert.Throws<DiscernException>(() => ClassSynthesis.Run(folder.In("few"), "x", Out, new SynthesisOptions()));
        Assert.Contains("has 0 training pictures that can be read, and two or more are needed", few.Message, StringComparison.Ordinal);
        foreach (SynthesisOptions wrong in (SynthesisOptions[])
            [new() { Count = 0 }, new() { Count = 20_001 }, new() { Size = 8 }, new() { Method = "smot" }, new() { Method = "smote", Size = 40 }, new() { Method = "diffusion", Size = 144 }, new() { Method = "smote", Steps = 0 }, new() { Neighbours = 0 }, new() { Method = "cutout" }])
        {
            Assert.Throws<ArgumentException>(() => Run(wrong));
        }

        Assert.False(Path.Exists(Out));
    }

    [BackboneFact]
    public void A_stop_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Synchronous(told =>
        {
            if (told.Phase == SynthesisPhase.Drawing)
            {
                stop.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() => ClassSynthesis.Run(folder.In("data"), "a", Out, new SynthesisOptions { Count = 5, Size = 32 }, progress, stop.Token));

        Assert.Equal(["data"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    private static SynthesisOptions Learning => new() { Method = "smote", Count = 10, Size = 16, Steps = 3 };

    private static string[] Files(string place) => [.. Directory.GetFiles(place).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    private static string Contents(string output) =>
        string.Concat(Files(Path.Combine(output, "a")).Select(file => Convert.ToHexString(File.ReadAllBytes(Path.Combine(output, "a", file)))));

    private SynthesisResult Run(SynthesisOptions options, string? output = null) => ClassSynthesis.Run(folder.In("data"), "a", output ?? Out, options);

    private DiscernException Refused(SynthesisOptions options, string? output = null) => Assert.Throws<DiscernException>(() => Run(options, output));

    private void Put(string relative, byte[] contents)
    {
        string path = folder.In(relative.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, contents);
    }

    private sealed class Synchronous(Action<SynthesisProgress> tell) : IProgress<SynthesisProgress>
    {
        public void Report(SynthesisProgress value) => tell(value);
    }
}
