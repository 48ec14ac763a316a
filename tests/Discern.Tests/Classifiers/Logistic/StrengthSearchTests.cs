using Discern.Classifiers.CrossValidation;
using Discern.Classifiers.Logistic;
using Discern.Compute.Threading;

namespace Discern.Tests.Classifiers.Logistic;

public sealed class StrengthSearchTests : IDisposable
{
    private readonly Tables tables = new();

    public void Dispose() => tables.Dispose();

    [Theory]
    [InlineData(2, 90, 12)]
    [InlineData(3, 60, 200)]
    public void TheBestMeanWinsAndTheRuleOfOneStandardErrorPrefersStrongerPenalties(int classes, int rows, int columns)
    {
        TrainingTable table = tables.Clouds(rows, columns, classes, 0.3);
        StrengthSearchResult best = Search(table, new StrengthSearchOptions());
        StrengthSearchResult simple = Search(table, new StrengthSearchOptions { IsWithinOneStandardError = true });
        Assert.Equal(10, best.Grid.Count);
        Assert.Equal(best.Grid.MinBy(score => score.Mean)!.Strength, best.Chosen);
        Assert.Equal(best.Best, simple.Best);
        StrengthScore winner = best.Grid.Single(score => score.Strength == best.Best);
        Assert.Equal(best.Grid.First(score => score.Mean <= winner.Mean + winner.StandardError).Strength, simple.Chosen);
        Assert.True(simple.Chosen <= best.Chosen);
    }

    [Fact]
    public void TheMeanIsThatOfPlainFitsOnTheSameFolds()
    {
        TrainingTable table = tables.Clouds(60, 5, 3, 0.5);
        var search = new StrengthSearchOptions { Grid = [1, 0.01, 0.1], Folds = 3, Tolerance = 1e-9 };
        StrengthSearchResult result = Search(table, search);
        Assert.Equal([0.01, 0.1, 1], result.Grid.Select(score => score.Strength));
        StratifiedFolds folds = StratifiedFolds.Draw(table.Labels, null, 3, search.Seed);
        foreach (StrengthScore score in result.Grid)
        {
            ReadOnlySpan<float> answers = OutOfFoldPredictions.Predict(table, folds, new LogisticOptions { Strength = score.Strength }, Workers.Shared).Probabilities;
            double[] losses = new double[table.Count];
            for (int row = 0; row < table.Count; row++)
            {
                losses[row] = -Math.Log(answers[(row * 3) + table.Labels[row]]);
            }

            double[] means = [.. Enumerable.Range(0, 3).Select(fold => folds.HeldOut(fold).Average(row => losses[row]))];
            double mean = means.Average();
            Assert.Equal(mean, score.Mean, 1e-5);
            Assert.Equal(Math.Sqrt(means.Sum(value => (value - mean) * (value - mean)) / 6), score.StandardError, 1e-5);
        }
    }

    [Fact]
    public void PureNoiseChoosesAStrongPenaltyAndTellsThatItIsTheGridsEnd()
    {
        TrainingTable table = tables.Clouds(80, 40, 2, distance: 0);
        StrengthSearchResult result = Search(table, new StrengthSearchOptions { Grid = [0.1, 1, 10] });
        Assert.Equal(0.1, result.Chosen);
        Assert.Contains(result.Remarks, remark => remark.Contains("smallest that was tried", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ScoringRule.Accuracy)]
    [InlineData(ScoringRule.BalancedAccuracy)]
    public void OtherScoresAreShares(ScoringRule scoring)
    {
        StrengthSearchResult result = Search(tables.Clouds(60, 5, 2, 2), new StrengthSearchOptions { Scoring = scoring });
        Assert.All(result.Grid, score => Assert.InRange(score.Mean, 0, 1));
        Assert.Equal(result.Grid.Max(score => score.Mean), result.Grid.Single(score => score.Strength == result.Chosen).Mean);
        Assert.True(result.Grid.Max(score => score.Mean) > 0.9);
    }

    [Fact]
    public void ASmallClassMakesFewerFoldsAndARemark()
    {
        float[][] rows = Tables.CloudRows(40, 3, 2, 1, 2);
        var table = new TrainingTable(tables.Of(rows), [.. rows.Select((_, row) => row < 3 ? 1 : 0)], 2);
        StrengthSearchResult result = Search(table, new StrengthSearchOptions());
        Assert.Equal(3, result.Folds);
        Assert.Contains(result.Remarks, remark => remark.Contains("3 folds instead of 5", StringComparison.Ordinal));
    }

    [Fact]
    public void NoRowIsPredictedByAModelThatSawIt()
    {
        // Labels by chance and more features than rows: a model knows by heart what it saw and guesses what it did not.
        TrainingTable table = tables.Clouds(60, 200, 2, distance: 0);
        var options = new LogisticOptions { Strength = 10 };
        StratifiedFolds folds = StratifiedFolds.Draw(table.Labels, null, 5, 1);
        float[] seen = LogisticRegression.Fit(table, options, Workers.Shared).Model.Predict(table.Features, Workers.Shared);
        float[] unseen = OutOfFoldPredictions.Predict(table, folds, options, Workers.Shared).Probabilities.ToArray();
        Assert.Equal(1, Accuracy(seen));
        Assert.InRange(Accuracy(unseen), 0.2, 0.8);

        double Accuracy(float[] answers) => table.Labels.Select((label, row) => answers[(row * 2) + label] > 0.5 ? 1.0 : 0.0).Average();
    }

    private static StrengthSearchResult Search(TrainingTable table, StrengthSearchOptions options) =>
        StrengthSearch.Search(table, options, new LogisticOptions(), Workers.Shared);
}
