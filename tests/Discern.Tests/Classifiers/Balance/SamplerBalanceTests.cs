using Discern.Balancing;
using Discern.Classifiers.Balance;
using Discern.Classifiers.CrossValidation;
using Discern.Classifiers.Logistic;
using Discern.Compute.Threading;
using Discern.Tests.Classifiers.Logistic;

namespace Discern.Tests.Classifiers.Balance;

public sealed class SamplerBalanceTests : IDisposable
{
    private static readonly string[] Names = ["common", "rare"];

    private readonly Tables tables = new();

    public void Dispose() => tables.Dispose();

    // Every row holds its own number: whatever a made row is made of can be told.
    [Fact]
    public void Rows_that_are_held_out_leave_no_trace()
    {
        float[][] rows = [.. Enumerable.Range(0, 90).Select(row => new float[] { row < 45 ? row : 1000 + row, row % 7 })];
        int[] labels = [.. rows.Select((_, row) => row % 9 == 0 ? 1 : 0)];
        var balance = SamplerBalance.Of(new Smote(), Names, 1)!;
        int[] training = [.. Enumerable.Range(0, 45)];

        using BalancedTable balanced = balance.Apply(new TrainingTable(tables.Of(rows), labels, 2), training, Workers.Shared, CancellationToken.None);

        Assert.Equal([40, 40], balanced.Resampling.CountsAfter);
        Assert.Equal(80, balanced.Table.Count);
        Assert.All(Enumerable.Range(0, 80), row => Assert.True(balanced.Table.Features.Slice(row, 1).Values[0] < 45));
    }

    [Fact]
    public void The_views_of_a_picture_stay_together_and_made_rows_lie_between_views_of_one_kind()
    {
        // Each picture has a view with a 0 and a mirrored one with a 1 in its last place.
        float[][] rows = [.. Tables.CloudRows(40, 3, 2, 2, 4).SelectMany(row => new[] { (float[])[.. row, 0], [.. row.Reverse(), 1] })];
        int[] labels = [.. rows.Select((_, row) => row / 2 < 8 ? 1 : 0)];
        var table = new TrainingTable(tables.Of(rows), labels, 2)
        {
            Weights = [.. rows.Select(_ => 0.5)],
            FirstViews = [.. Enumerable.Range(0, 40).Select(picture => 2 * picture)],
        };

        using BalancedTable balanced = SamplerBalance.Of(new Smote(), Names, 1)!.Apply(table, [.. Enumerable.Range(0, 80)], Workers.Shared, CancellationToken.None);

        Assert.Equal([32, 32], balanced.Resampling.CountsAfter);
        Assert.Equal(128, balanced.Table.Count);
        Assert.All(balanced.Table.Weights!, weight => Assert.Equal(0.5, weight));
        Assert.All(Enumerable.Range(0, 128), row => Assert.Equal(row % 2, balanced.Table.Features.Slice(row, 1).Values[3]));
    }

    [Fact]
    public void Cross_validation_judges_by_real_rows_alone()
    {
        float[][] rows = Tables.CloudRows(120, 5, 2, 1, 8);
        int[] labels = [.. rows.Select((_, row) => row % 2 == 1 && row < 40 ? 1 : 0)];
        var table = new TrainingTable(tables.Of(rows), labels, 2);
        LogisticOptions options = new() { Balance = SamplerBalance.Of(new Smote(), Names, 1) };
        StratifiedFolds folds = StratifiedFolds.Draw(labels, groups: null, 4, 1);

        var answers = OutOfFoldPredictions.Predict(table, folds, options, Workers.Shared);
        LogisticFit fit = LogisticRegression.Fit(table, options, Workers.Shared);

        Assert.Equal(240, answers.Probabilities.Length);
        Assert.Equal([100, 100], fit.Resampling!.CountsAfter);
        double rareByBalanced = answers.Probabilities.ToArray().Where((_, place) => place % 2 == 1).Average();
        double rareByPlain = OutOfFoldPredictions.Predict(table, folds, options with { Balance = null }, Workers.Shared).Probabilities.ToArray().Where((_, place) => place % 2 == 1).Average();
        Assert.True(rareByBalanced > rareByPlain + 0.05);
    }

    [Fact]
    public void None_asks_for_nothing()
    {
        Assert.Null(SamplerBalance.Of(new NoSampling(), Names, 1));
        Assert.Null(SamplerBalance.Of(null, Names, 1));
    }
}
