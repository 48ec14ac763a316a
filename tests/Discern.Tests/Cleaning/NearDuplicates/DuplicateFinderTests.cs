using Discern.Cleaning;
using Discern.Cleaning.NearDuplicates;
using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Imaging;
using Discern.Tests.Shared;

namespace Discern.Tests.Cleaning.NearDuplicates;

public class DuplicateFinderTests
{
    private const string CountVariable = "DISCERN_PLANTED_PICTURES"; // 10000 for the figure in the documentation
    private static readonly string[] Changes = ["resized", "recompressed", "turned", "cropped", "recoloured"];

    [Fact]
    public void Planted_copies_are_found_and_nothing_else()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable(CountVariable), out int asked) ? asked : 1000;
        using var folder = new TemporaryFolder();
        Plant(folder, count);

        var survey = Survey.Read(folder.Path);
        IReadOnlyList<DuplicateGroup> groups = DuplicateFinder.Find(survey, new NearDuplicateOptions(), Workers.Shared);

        int[] groupOf = [.. Enumerable.Repeat(-1, survey.Pictures.Count)];
        foreach (var (number, group) in groups.Index())
        {
            foreach (int member in group.Members)
            {
                groupOf[member] = number;
            }
        }

        Dictionary<string, int> places = survey.Pictures.Index().ToDictionary(pair => pair.Item.Path, pair => pair.Index, StringComparer.Ordinal);
        ILookup<string, bool> found = places.Where(pair => pair.Key.Contains('-', StringComparison.Ordinal))
            .ToLookup(pair => pair.Key.Split('-', '.')[1], pair => groupOf[pair.Value] >= 0 && groupOf[pair.Value] == groupOf[places[Original(pair.Key) + ".jpg"]], StringComparer.Ordinal);
        string byChange = string.Join(", ", found.Select(change => $"{change.Key} {change.Count(isFound => isFound)} of {change.Count()}"));
        (int right, int all) = Pairs(groups, survey);

        Assert.Equal(count, survey.Pictures.Count);
        Assert.Equal(Changes.Order(), found.Select(change => change.Key).Order());
        Assert.True(found.SelectMany(change => change).Average(isFound => isFound ? 1 : 0) >= 0.98, $"Found: {byChange}.");
        Assert.True(right >= 0.99 * all, $"{all - right} of {all} pairs are of different pictures.");
    }

    [SharedFact("vectors/images/duplicates")]
    public void Copies_of_a_photo_that_are_resized_grey_mirrored_or_turned_are_one_group()
    {
        var survey = Survey.Read(SharedFiles.Find("vectors/images/duplicates")!);

        DuplicateGroup group = Assert.Single(DuplicateFinder.Find(survey, new NearDuplicateOptions(), Workers.Shared));

        Assert.Equal(
            ["ukbench00120.jpg", "ukbench00120_gray.jpg", "ukbench00120_hflip.jpg", "ukbench00120_resize.jpg"],
            group.Members.Select(member => survey.Pictures[member].Path).Where(path => !path.Contains("rotation", StringComparison.Ordinal)));
        Assert.NotNull(survey.Pictures.Single(picture => picture.Path.Contains("corrupt", StringComparison.Ordinal)).Failure);
    }

    [Fact]
    public void The_result_does_not_depend_on_the_number_of_threads()
    {
        using var folder = new TemporaryFolder();
        Plant(folder, 60);
        var survey = Survey.Read(folder.Path);
        using var one = new Workers(1);
        using var three = new Workers(3);

        IReadOnlyList<DuplicateGroup> alone = DuplicateFinder.Find(survey, new NearDuplicateOptions(), one);
        IReadOnlyList<DuplicateGroup> together = DuplicateFinder.Find(survey, new NearDuplicateOptions(), three);

        Assert.NotEmpty(alone);
        Assert.Equal(alone.SelectMany(group => group.Links), together.SelectMany(group => group.Links));
    }

    [Fact]
    public void Flat_pictures_are_no_copies_of_each_other_unless_their_bytes_are()
    {
        using var folder = new TemporaryFolder();
        foreach (byte grey in new byte[] { 10, 120, 240 })
        {
            File.WriteAllBytes(folder.In($"{grey}.png"), PictureEncoder.Png(new Picture(40, 40, 1, [.. Enumerable.Repeat(grey, 1600)])));
        }

        File.Copy(folder.In("10.png"), folder.In("again.png"));

        DuplicateGroup group = Assert.Single(DuplicateFinder.Find(Survey.Read(folder.Path), new NearDuplicateOptions(), Workers.Shared));

        Assert.Equal(2, group.Members.Count);
    }

    /// <summary>Of every ten pictures two are changed copies of earlier ones; a copy's name is that of its original and the change.</summary>
    private static void Plant(TemporaryFolder folder, int count) => Parallel.For(0, count / 10, ten =>
    {
        for (int number = ten * 10; number < (ten * 10) + 8; number++)
        {
            File.WriteAllBytes(folder.In($"{number}.jpg"), PictureEncoder.Jpeg(Scenes.Draw((ulong)number), 90));
        }

        var random = new Philox(5, (ulong)ten);
        foreach (int copy in new[] { 0, 1 })
        {
            int original = (ten * 10) + random.NextInt32(4) + (4 * copy);
            string change = Changes[((2 * ten) + copy) % Changes.Length];
            File.WriteAllBytes(folder.In($"{original}-{change}.jpg"), Change(Scenes.Draw((ulong)original), change, ref random));
        }
    });

    private static byte[] Change(Picture picture, string change, ref Philox random)
    {
        (int width, int height) = (picture.Width * 95 / 100, picture.Height * 95 / 100);
        return change switch
        {
            "resized" => PictureEncoder.Jpeg(Scenes.Resize(picture, 50 + random.NextInt32(200)), 90),
            "recompressed" => PictureEncoder.Jpeg(picture, 20 + random.NextInt32(40)),
            "turned" => PictureEncoder.Jpeg(Scenes.Turn(Scenes.Apply(picture, new Transform { IsFlippedHorizontally = random.NextInt32(2) == 0, IsFlippedVertically = random.NextInt32(2) == 0 })), 90),
            "cropped" => PictureEncoder.Jpeg(
                Scenes.Cut(picture, random.NextInt32(picture.Width - width + 1), random.NextInt32(picture.Height - height + 1), width, height), 90),
            _ => PictureEncoder.Jpeg(
                Scenes.Apply(picture, new Transform
                {
                    Brightness = 0.75f + (0.5f * random.NextSingle()),
                    Contrast = 0.75f + (0.5f * random.NextSingle()),
                    Saturation = 2 * random.NextSingle(),
                    Hue = 0.1f * (random.NextSingle() - 0.5f),
                }),
                90),
        };
    }

    private static string Original(string path) => path.Split('-', '.')[0];

    private static (int Right, int All) Pairs(IReadOnlyList<DuplicateGroup> groups, Survey survey)
    {
        (int right, int all) = (0, 0);
        foreach (string[] originals in groups.Select(group => group.Members.Select(member => Original(survey.Pictures[member].Path)).ToArray()))
        {
            for (int first = 0; first < originals.Length; first++)
            {
                for (int second = first + 1; second < originals.Length; second++)
                {
                    all++;
                    right += originals[first].Equals(originals[second], StringComparison.Ordinal) ? 1 : 0;
                }
            }
        }

        return (right, all);
    }
}
