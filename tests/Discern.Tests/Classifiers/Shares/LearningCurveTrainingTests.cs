using Discern.Classifiers;
using Discern.Classifiers.Shares;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Runs;

namespace Discern.Tests.Classifiers.Shares;

/// <summary>Shares of the recipe cnn, which needs no pretrained body.</summary>
public sealed class LearningCurveTrainingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Growing_shares_hold_one_another_and_are_judged_by_the_same_pictures()
    {
        folder.WithSquares("data/red", 60, red: 230, blue: 30).WithSquares("data/blue", 60, red: 30, blue: 230);
        Dataset dataset = Data();
        RunFolder run = Train(dataset);

        IReadOnlyList<LearningCurvePoint> points = run.Evaluation!.LearningCurve!;
        Assert.Equal([0.25, 0.5, 1], points.Select(point => point.Share));
        Assert.Equal(dataset.Of(Split.Train).Count(), points[^1].Pictures);
        HashSet<string> before = [];
        foreach (string share in (string[])["0.25", "0.5"])
        {
            RunFolder member = RunFolder.Open(folder.In("run", "learning-curve", share));
            HashSet<string> learnt = [.. member.Predictions(Split.Train)!.Rows.Select(row => row.Path)];
            Assert.Superset(before, learnt);
            Assert.Equal(
                run.Predictions(Split.Validation)!.Rows.Select(row => row.Path),
                member.Predictions(Split.Validation)!.Rows.Select(row => row.Path));
            before = learnt;
        }
    }

    [Fact]
    public void Too_few_pictures_are_told_before_anything_is_learnt()
    {
        folder.WithSquares("data/red", 12, red: 230, blue: 30).WithSquares("data/blue", 12, red: 30, blue: 230);

        Assert.Contains("too few training pictures", Assert.Throws<DiscernException>(() => Train(Data())).Message, StringComparison.Ordinal);
    }

    private Dataset Data() => DatasetReader.Read(folder.In("data"), new DatasetOptions());

    private RunFolder Train(Dataset dataset)
    {
        RunFolder run = RunFolder.Create(folder.In("run"));
        Learning learning = (pictures, target, observer, cancellation) =>
            new CnnRecipe().Run(pictures, new CnnOptions { Size = 16, Batch = 8, Epochs = 2 }, target, observer, cancellation);
        new LearningCurveTraining(_ => learning).Run(dataset, learning, run, new RecordingObserver(), CancellationToken.None);
        return run;
    }
}
