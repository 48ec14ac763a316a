using Discern.Classifiers;
using Discern.Classifiers.Folds;
using Discern.Classifiers.Transfer;
using Discern.Datasets;
using Discern.Imaging;
using Discern.Runs;
using Discern.Serving;
using Discern.Tests.Classifiers;

namespace Discern.Tests.Serving;

public sealed class BatchingPredictorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public BatchingPredictorTests() =>
        folder.WithSquares("data/red", 20, red: 230, blue: 30).WithSquares("data/blue", 20, red: 30, blue: 230);

    private string[] Paths => [.. Enumerable.Range(0, 40).Select(index => folder.In("data", index % 2 == 0 ? "red" : "blue", $"{index / 2}.png"))];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ConcurrentRequestsGetTheAnswersOfThePredictorToTheLastDigit() => await AssertAnswersAsPredicted(Cnn());

    [Fact]
    public async Task SoDoThoseOfAnEnsemble()
    {
        RunFolder run = RunFolder.Create(folder.In("ensemble"));
        new FoldedTraining(new FoldOptions { Count = 3, IsEnsemble = true }).Run(
            DatasetReader.Read(folder.In("data")),
            (dataset, member, observer, cancellation) => new CnnRecipe().Run(dataset, new CnnOptions { Size = 16, Batch = 8, Epochs = 1, HasFlips = true }, member, observer, cancellation),
            run,
            new RecordingObserver(),
            CancellationToken.None);
        await AssertAnswersAsPredicted(run);
    }

    [BackboneFact]
    public async Task SoDoThoseOfAPretrainedBodyThatLooksOnceOrTwice()
    {
        foreach (bool hasFlips in new[] { false, true })
        {
            RunFolder run = RunFolder.Create(folder.In($"transfer-{hasFlips}"));
            var options = new TransferOptions { HasFlips = hasFlips, FeatureFolder = folder.In("features") };
            new TransferRecipe().Run(DatasetReader.Read(folder.In("data")), options, run, new RecordingObserver(), CancellationToken.None);
            await AssertAnswersAsPredicted(run);
        }
    }

    [Fact]
    public async Task WhatIsNoPictureIsAnsweredWithTheReasonAndOthersAreNotHeldUp()
    {
        await using var predictor = new BatchingPredictor(Cnn(), new ServingOptions { MaximumPixels = 1000 });
        EncodedPicture[] pictures =
        [
            new("empty", Array.Empty<byte>()),
            Read(Paths[0]),
            new("text", "no picture"u8.ToArray()),
            new("large", PictureEncoder.Png(new Picture(40, 40, 3, new byte[4800]))),
        ];

        Assert.Equal(Admission.Taken, predictor.TryPredict(pictures, CancellationToken.None, out Task<PicturePrediction[]> answers));

        PicturePrediction[] predictions = await answers;
        Assert.Equal(["empty", Paths[0], "text", "large"], predictions.Select(prediction => prediction.Path));
        Assert.Equal(
            ["the file is empty", null, "it holds text, not a picture", "it has 40x40 pixels, and more than 1000 are not decoded"],
            predictions.Select(prediction => prediction.Failure));
        Assert.Equal((1, 3, 0), (predictor.Statistics.Answered, predictor.Statistics.Unreadable, predictor.Statistics.Waiting));
    }

    [Fact]
    public async Task WhatTheQueueHasNoRoomForIsRefusedWholeAndCounted()
    {
        await using var predictor = new BatchingPredictor(Cnn(), new ServingOptions { Queue = 8, Batch = 4 });
        EncodedPicture picture = Read(Paths[0]);
        Assert.Equal(Admission.Full, predictor.TryPredict([.. Enumerable.Repeat(picture, 9)], CancellationToken.None, out Task<PicturePrediction[]> nothing));
        Assert.Empty(await nothing);

        (int taken, int full) = (0, 0);
        await Parallel.ForAsync(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, cancellation) =>
        {
            if (predictor.TryPredict([picture, picture], cancellation, out Task<PicturePrediction[]> answers) == Admission.Taken)
            {
                Interlocked.Increment(ref taken);
                Assert.All(await answers, answer => Assert.NotNull(answer.Label));
            }
            else
            {
                Interlocked.Increment(ref full);
            }
        });

        Assert.InRange(full, 1, 1999);
        ServingStatistics statistics = predictor.Statistics;
        Assert.Equal((2L * taken, 9 + (2L * full), 0), (statistics.Answered, statistics.Refused, statistics.Waiting));
        Assert.Equal(0, statistics.Batches.Counts.Skip(3).Sum());
        Assert.Equal(2 * taken, statistics.Batches.Sum);
    }

    [Fact]
    public async Task WhoGoesAwayIsNotAnswered()
    {
        await using var predictor = new BatchingPredictor(Cnn(), new ServingOptions());
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        Assert.Equal(Admission.Taken, predictor.TryPredict([Read(Paths[0])], gone.Token, out Task<PicturePrediction[]> answers));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answers);
        Assert.Equal((1, 0), (predictor.Statistics.Abandoned, predictor.Statistics.Waiting));
    }

    [Fact]
    public async Task StoppingFinishesWhatWasTakenAndTakesNothingMore()
    {
        await using var predictor = new BatchingPredictor(Cnn(), new ServingOptions());
        EncodedPicture[] pictures = [.. Paths.Select(Read)];
        Assert.Equal(Admission.Taken, predictor.TryPredict(pictures, CancellationToken.None, out Task<PicturePrediction[]> answers));

        await predictor.StopAsync();

        Assert.True(answers.IsCompletedSuccessfully);
        Assert.All(await answers, answer => Assert.NotNull(answer.Label));
        Assert.Equal(Admission.Stopping, predictor.TryPredict(pictures, CancellationToken.None, out _));
    }

    [Fact]
    public async Task WhenTheTimeForStoppingIsOverTheRestIsDropped()
    {
        await using var predictor = new BatchingPredictor(Cnn(), new ServingOptions { Queue = 4000 });
        EncodedPicture[] pictures = [.. Enumerable.Range(0, 100).SelectMany(_ => Paths).Select(Read)];
        Assert.Equal(Admission.Taken, predictor.TryPredict(pictures, CancellationToken.None, out Task<PicturePrediction[]> answers));

        await predictor.StopAsync(new CancellationToken(canceled: true));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answers);
        ServingStatistics statistics = predictor.Statistics;
        Assert.True(statistics.Abandoned > 0);
        Assert.Equal((4000, 0), (statistics.Answered + statistics.Abandoned, statistics.Waiting));
    }

    private async Task AssertAnswersAsPredicted(RunFolder run)
    {
        using var single = new PicturePredictor(run, threads: 1);
        PicturePrediction[] expected = [.. single.Predict(Paths)];
        await using var predictor = new BatchingPredictor(run, new ServingOptions { Batch = 16 });
        await Parallel.ForAsync(0, 4 * expected.Length, new ParallelOptions { MaxDegreeOfParallelism = 24 }, async (turn, cancellation) =>
        {
            PicturePrediction own = expected[turn % expected.Length];
            Assert.Equal(Admission.Taken, predictor.TryPredict([Read(own.Path)], cancellation, out Task<PicturePrediction[]> answers));
            PicturePrediction answer = Assert.Single(await answers);
            Assert.Equal((own.Path, own.Label), (answer.Path, answer.Label));
            Assert.Equal(own.Probabilities, answer.Probabilities);
        });

        HistogramCounts batches = predictor.Statistics.Batches;
        Assert.True(batches.Count < batches.Sum, "No two pictures were ever computed together.");
    }

    private RunFolder Cnn()
    {
        RunFolder run = RunFolder.Create(folder.In("cnn"));
        new CnnRecipe().Run(
            DatasetReader.Read(folder.In("data")), new CnnOptions { Size = 16, Batch = 8, Epochs = 2, LearningRate = 5e-3 }, run, new RecordingObserver(), CancellationToken.None);
        return run;
    }

    private static EncodedPicture Read(string path) => new(path, File.ReadAllBytes(path));
}
