using Discern.Classifiers;
using Discern.Classifiers.Folds;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Runs;

namespace Discern.Tests.Classifiers.Folds;

/// <summary>Folds of the recipe cnn, which needs no pretrained body.</summary>
public sealed class FoldedTrainingTests : IDisposable
{
    private static readonly CnnOptions Small = new() { Size = 16, Batch = 8, Epochs = 6, LearningRate = 5e-3, HasFlips = true };

    private readonly TemporaryFolder folder = new();

    public FoldedTrainingTests() => folder.WithSquares("data/red", 25, red: 230, blue: 30).WithSquares("data/blue", 20, red: 30, blue: 230);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void EveryPictureButTheTestPicturesIsHeldOutOnce()
    {
        RunFolder run = Train("run", new FoldOptions { Count = 3 });
        Dataset dataset = Data();
        Assert.Equal("cnn", run.Description.Recipe);
        PredictionTable held = PredictionTable.Read(folder.In("run", "predictions-out-of-fold.csv"));
        Assert.Equal(dataset.Examples.Where(example => example.Split != Split.Test).Select(example => example.Path), held.Rows.Select(row => row.Path));
        Assert.Equal(held.Rows.Count, run.Evaluation!.OutOfFold!.Count);
        Assert.Equal([1, 2, 3], run.Evaluation.Folds!.Select(fold => fold.Fold));
        Assert.Equal(held.Rows.Count, run.Evaluation.Folds!.Sum(fold => fold.Count));
        Assert.Equal(run.Evaluation.OutOfFold.Accuracy.Value, run.Evaluation.Folds!.Sum(fold => fold.Accuracy * fold.Count) / held.Rows.Count, 1e-9);
        for (int fold = 1; fold <= 3; fold++)
        {
            RunFolder member = RunFolder.Open(folder.In("run", "folds", $"{fold}"));
            string[] learnt = [.. member.Predictions(Split.Train)!.Rows.Select(row => row.Path)];
            Assert.Empty(learnt.Intersect(member.Predictions(Split.Test)!.Rows.Select(row => row.Path), StringComparer.Ordinal));
            Assert.Empty(learnt.Intersect(dataset.Of(Split.Test).Select(example => example.Path), StringComparer.Ordinal));
        }
    }

    [Fact]
    public void AnEnsembleAnswersWithTheMeanOfItsMembers()
    {
        RunFolder run = Train("ensemble", new FoldOptions { Count = 3, IsEnsemble = true });
        Dataset dataset = Data();
        Assert.Equal("ensemble", RunFolder.Open(run.Path).Description.Recipe);
        Assert.Null(run.Predictions(Split.Train));
        PredictionTable own = run.Predictions(Split.Test)!;
        float[][] sums = [.. own.Rows.Select(_ => new float[2])];
        for (int fold = 1; fold <= 3; fold++)
        {
            using var predictor = new PicturePredictor(RunFolder.Open(folder.In("ensemble", "folds", $"{fold}")), threads: 1);
            PredictionTable table = predictor.Predict(dataset, dataset.Of(Split.Test), []);
            for (int row = 0; row < sums.Length; row++)
            {
                sums[row][0] += table.Rows[row].Probabilities[0] / 3;
                sums[row][1] += table.Rows[row].Probabilities[1] / 3;
            }
        }

        Assert.All(own.Rows.Zip(sums), pair => Assert.Equal(pair.Second[1], pair.First.Probabilities[1], 1e-5f));
        using var whole = new PicturePredictor(RunFolder.Open(run.Path), threads: 1);
        Assert.Equal(own.Rows.Select(row => row.Predicted), whole.Predict(dataset, dataset.Of(Split.Test), []).Rows.Select(row => row.Predicted));
    }

    [Fact]
    public void TwoFoldsAreTooFew()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FoldedTraining(new FoldOptions { Count = 2 }));
        foreach (string split in new[] { "train", "validation", "test" })
        {
            folder.WithSquares($"tiny/{split}/red", 1, red: 230, blue: 30).WithSquares($"tiny/{split}/blue", 1, red: 30, blue: 230);
        }

        RunFolder run = RunFolder.Create(folder.In("tiny-run"));
        Dataset dataset = DatasetReader.Read(folder.In("tiny"));
        Assert.Throws<DiscernException>(() => new FoldedTraining(new FoldOptions()).Run(dataset, Learn, run, new RecordingObserver(), CancellationToken.None));
    }

    private Dataset Data() => DatasetReader.Read(folder.In("data"));

    private RunFolder Train(string name, FoldOptions options)
    {
        RunFolder run = RunFolder.Create(folder.In(name));
        new FoldedTraining(options).Run(Data(), Learn, run, new RecordingObserver(), CancellationToken.None);
        return run;
    }

    private static RunDescription Learn(Dataset dataset, RunFolder run, IRunObserver observer, CancellationToken cancellation) =>
        new CnnRecipe().Run(dataset, Small, run, observer, cancellation);
}
