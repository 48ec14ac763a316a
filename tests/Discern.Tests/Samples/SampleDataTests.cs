using Discern.Datasets;
using Discern.Imaging;
using Discern.Samples;

namespace Discern.Tests.Samples;

public sealed class SampleDataTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern");

    private string Target => Path.Combine(folder.FullName, "data");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task It_is_a_data_set_with_a_rare_class_whose_groups_never_straddle_the_split()
    {
        var reported = 0;
        await SampleData.WriteAsync(Target, size: 16, (_, total) => Interlocked.Exchange(ref reported, total));

        var dataset = DatasetReader.Read(Target, new DatasetOptions());

        Assert.Equal(["food", "other"], dataset.Classes);
        Assert.Equal(reported, dataset.Examples.Count);
        Assert.InRange(dataset.ImbalanceRatio, 12, 15);
        Assert.All(
            dataset.Examples.GroupBy(example => Assert.IsType<string>(example.Group), StringComparer.Ordinal),
            group => Assert.Single(group.Select(example => example.Split).Distinct()));
        Assert.All(Enum.GetValues<Split>(), split => Assert.All(dataset.ClassCounts(split), count => Assert.True(count > 0)));

        var apple = dataset.Examples.Where(example => string.Equals(example.Group, "1f34e", StringComparison.Ordinal)).ToList();
        Assert.Equal(["fluent/1f34e.png", "openmoji/1f34e.png", "twemoji/1f34e.png"], apple.Select(example => example.Path));
        Assert.All(apple, example => Assert.Equal("food", dataset.Classes[example.Label]));
        Assert.All(apple, example =>
        {
            var picture = PictureDecoder.Decode(dataset.FullPath(example), new DecodeOptions());
            Assert.Equal((16, 16, 3), (picture.Width, picture.Height, picture.Channels));
            Assert.InRange(picture.Pixels.Min(), 0, 160); // something is drawn
        });
        Assert.Contains("CC-BY-SA", File.ReadAllText(Path.Combine(Target, "index.csv")), StringComparison.Ordinal);
        Assert.Equal(3, File.ReadAllLines(Path.Combine(Target, "LICENCES.txt")).Length);
    }

    [Fact]
    public async Task A_complete_data_set_is_left_as_it_is()
    {
        Directory.CreateDirectory(Target);
        var index = Path.Combine(Target, "index.csv");
        File.WriteAllText(index, "somebody's");

        await SampleData.WriteAsync(Target);

        Assert.Equal("somebody's", File.ReadAllText(index));
        Assert.Single(Directory.GetFileSystemEntries(Target));
    }

    [Fact]
    public async Task A_folder_with_other_files_is_refused_by_name()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "holiday.jpg"), "");

        var exception = await Assert.ThrowsAsync<DiscernException>(() => SampleData.WriteAsync(Target));

        Assert.Contains("'holiday.jpg'", exception.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(Target));
    }

    [Fact]
    public async Task A_stop_is_heard_and_leaves_no_index()
    {
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SampleData.WriteAsync(Target, 16, (_, _) => stop.Cancel(), stop.Token));

        Assert.False(File.Exists(Path.Combine(Target, "index.csv")));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(513)]
    public Task A_size_out_of_range_is_refused(int size) =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SampleData.WriteAsync(Target, size));

    [Fact]
    public void Missing_packages_are_said_with_the_remedy()
    {
        var exception = Assert.Throws<DiscernException>(() => SamplePackages.Find([folder.FullName]));

        Assert.Contains("npm ci", exception.Message, StringComparison.Ordinal);
    }
}
