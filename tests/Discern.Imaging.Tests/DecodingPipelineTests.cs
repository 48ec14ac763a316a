namespace Discern.Imaging.Tests;

public sealed class DecodingPipelineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("discern-pipeline-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Results_come_in_order_with_a_failure_where_a_picture_vanished(int threads)
    {
        List<string> paths = [.. Enumerable.Range(0, 40).Select(Write)];
        File.Delete(paths[7]);
        File.WriteAllText(paths[8], "text");

        List<DecodedPicture> results = [.. new DecodingPipeline(new DecodeOptions(), threads).Decode(paths)];

        Assert.Equal(Enumerable.Range(0, 40), results.Select(result => result.Index));
        Assert.Equal(paths, results.Select(result => result.Path), StringComparer.Ordinal);
        Assert.Equal("the file is not there", results[7].Failure!.Reason);
        Assert.Equal("it holds text, not a picture", results[8].Failure!.Reason);
        foreach (DecodedPicture result in results.Where(result => result.Index is not (7 or 8)))
        {
            Assert.Null(result.Failure);
            Assert.Equal(Pixels(result.Index).Pixels, result.Picture!.Pixels);
        }
    }

    [Fact]
    public void No_files_give_no_results() => Assert.Empty(new DecodingPipeline(new DecodeOptions()).Decode([]));

    [Fact]
    public void A_reader_may_stop_early_and_only_a_window_is_read_ahead()
    {
        List<string> paths = [.. Enumerable.Range(0, 8).Select(Write), .. Enumerable.Repeat("nowhere", 1_000_000)];
        Assert.Equal(3, new DecodingPipeline(new DecodeOptions(), 2).Decode(paths).Take(3).Count());
    }

    [Fact]
    public void A_cancelled_run_says_so()
    {
        using var cancellation = new CancellationTokenSource();
        List<string> paths = [.. Enumerable.Range(0, 30).Select(Write)];
        int seen = 0;
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (DecodedPicture _ in new DecodingPipeline(new DecodeOptions(), 2).Decode(paths, cancellation.Token))
            {
                if (++seen == 5)
                {
                    cancellation.Cancel();
                }
            }
        });
        Assert.Equal(5, seen);
    }

    private static Picture Pixels(int index) => Samples.Noise(20 + index, 10, 3, (ulong)index);

    private string Write(int index)
    {
        string path = Path.Combine(folder, $"{index}.png");
        File.WriteAllBytes(path, PictureEncoder.Png(Pixels(index)));
        return path;
    }
}
