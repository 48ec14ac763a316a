using Discern.Classifiers;
using Discern.Datasets;
using Discern.Imaging;
using Discern.Runs;

namespace Discern.Tests.Classifiers;

/// <summary>A folder is classified in the same memory, however many pictures it holds.</summary>
[Collection(AloneCollection.Name)]
public sealed class PredictionMemoryTests : IDisposable
{
    private const int Few = 1_000;
    private const int Many = 20_000;
    private const int Window = 500; // entries of a folder held at once: the folders are larger, as a folder of millions is than the default
    private const int Samples = 8;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Twenty_times_as_many_pictures_take_the_same_memory_and_come_in_order()
    {
        folder.WithSquares("data/red", 10, red: 230, blue: 30).WithSquares("data/blue", 10, red: 30, blue: 230);
        RunFolder run = RunFolder.Create(folder.In("run"));
        new CnnRecipe().Run(
            DatasetReader.Read(folder.In("data")), new CnnOptions { Size = 8, Batch = 8, Epochs = 1 }, run, new RecordingObserver(), CancellationToken.None);
        Fill("few", Few);
        Fill("many", Many);

        Peak(run, "few", Few); // what is made once and kept is made now
        long few = Peak(run, "few", Few);
        long many = Peak(run, "many", Many);

        Assert.True(many - few < 500_000, $"{Few} pictures took {few:N0} bytes of managed memory, {Many} took {many:N0}.");
    }

    private void Fill(string name, int count)
    {
        byte[] contents = PictureEncoder.Png(new Picture(8, 8, 3, new byte[8 * 8 * 3]));
        Directory.CreateDirectory(folder.In(name));
        for (int index = 0; index < count; index++)
        {
            File.WriteAllBytes(folder.In(name, $"{index:000000}.png"), contents);
        }
    }

    private long Peak(RunFolder run, string name, int count)
    {
        using var predictor = new PicturePredictor(run);
        long peak = 0;
        int done = 0;
        foreach (PicturePrediction prediction in predictor.Predict(new PictureFolder(folder.In(name), Window).Pictures()))
        {
            Assert.Equal($"{done:000000}.png", Path.GetFileName(prediction.Path));
            Assert.NotNull(prediction.Label);
            if (++done % (count / Samples) == 0)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        Assert.Equal(count, done);
        return peak;
    }
}
