using Discern.Classifiers;
using Discern.Datasets;
using Discern.Runs;
using Discern.Serving;
using Discern.Tests.Classifiers;

namespace Discern.Tests.Serving;

/// <summary>Requests are served in the same memory, however many there were.</summary>
[Collection(AloneCollection.Name)]
public sealed class ServingMemoryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Ten_thousand_pictures_leave_nothing_behind()
    {
        folder.WithSquares("data/red", 10, red: 230, blue: 30).WithSquares("data/blue", 10, red: 30, blue: 230);
        RunFolder run = RunFolder.Create(folder.In("run"));
        new CnnRecipe().Run(
            DatasetReader.Read(folder.In("data")), new CnnOptions { Size = 8, Batch = 8, Epochs = 1 }, run, new RecordingObserver(), CancellationToken.None);
        byte[] contents = await File.ReadAllBytesAsync(folder.In("data", "red", "0.png"));
        await using var predictor = new BatchingPredictor(run, new ServingOptions());

        await Serve(predictor, contents, 1_000); // what is made once and kept is made now
        long before = GC.GetTotalMemory(forceFullCollection: true);
        await Serve(predictor, contents, 10_000);
        long after = GC.GetTotalMemory(forceFullCollection: true);

        Assert.True(after - before < 500_000, $"Before {before:N0} bytes of managed memory were held, after 10,000 pictures {after:N0}.");
    }

    private static Task Serve(BatchingPredictor predictor, byte[] contents, int count) =>
        Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (_, cancellation) =>
        {
            Assert.Equal(Admission.Taken, predictor.TryPredict([new EncodedPicture("picture", contents)], cancellation, out Task<PicturePrediction[]> answers));
            Assert.NotNull(Assert.Single(await answers).Label);
        });
}
