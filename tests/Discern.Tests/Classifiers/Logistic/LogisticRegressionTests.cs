using System.Text.Json;
using Discern.Classifiers.Logistic;
using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Tests.Shared;

namespace Discern.Tests.Classifiers.Logistic;

public sealed class LogisticRegressionTests : IDisposable
{
    private static readonly LogisticOptions Exact = new() { Tolerance = 1e-10 };

    private readonly Tables tables = new();

    public void Dispose() => tables.Dispose();

    // Expected numbers: LogisticRegression of scikit-learn 1.2.1, by ../shared/vectors/make.py.
    [SharedFact("vectors/logistic_regression.json")]
    public void CoefficientsAndProbabilitiesAreThoseOfScikitLearn()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedFiles.Find("vectors/logistic_regression.json")!));
        JsonElement[] cases = [.. document.RootElement.GetProperty("cases").EnumerateArray()];
        Assert.NotEmpty(cases);
        foreach (JsonElement each in cases)
        {
            float[][] rows = [.. Rows(each.GetProperty("input").GetProperty("X")).Select(row => row.Select(value => (float)value).ToArray())];
            int[] labels = [.. each.GetProperty("input").GetProperty("y").EnumerateArray().Select(label => label.GetInt32())];
            int classes = labels.Max() + 1;
            JsonElement parameters = each.GetProperty("parameters");
            bool isBalanced = parameters.GetProperty("class_weight").ValueKind == JsonValueKind.String;
            var options = new LogisticOptions
            {
                Strength = parameters.GetProperty("C").GetDouble(),
                IsStandardized = false,
                ClassWeights = isBalanced ? [.. Enumerable.Range(0, classes).Select(label => labels.Length / (float)(classes * labels.Count(other => other == label)))] : null,
            };

            LogisticFit fit = LogisticRegression.Fit(new TrainingTable(tables.Of(rows), labels, classes), options, Workers.Shared);

            Assert.True(fit.IsConverged);
            JsonElement expected = each.GetProperty("expected");
            AssertClose(Rows(expected.GetProperty("coefficients")).SelectMany(row => row), fit.Model.Coefficients, 1e-4);
            AssertClose(expected.GetProperty("intercept").EnumerateArray().Select(value => value.GetDouble()), fit.Model.Intercepts, 1e-4);
            float[] probabilities = fit.Model.Predict(tables.Of(rows[..20]), Workers.Shared);
            AssertClose(Rows(expected.GetProperty("probabilities")).SelectMany(row => row), probabilities, 1e-4);
        }
    }

    [Theory]
    [InlineData(2, 60, 5)]
    [InlineData(5, 60, 5)]
    [InlineData(3, 30, 400)]
    public void NoPointNearbyIsBetter(int classes, int rows, int columns)
    {
        TrainingTable table = tables.Clouds(rows, columns, classes);
        LogisticFit fit = LogisticRegression.Fit(table, Exact, Workers.Shared);
        Assert.Empty(fit.Remarks);
        Assert.Equal(fit.Objective, Objective(fit.Model, table, 1), 1e-4 * fit.Objective);

        var random = new Philox(11, 0);
        for (int trial = 0; trial < 20; trial++)
        {
            float[] coefficients = fit.Model.Coefficients.ToArray();
            float[] intercepts = fit.Model.Intercepts.ToArray();
            coefficients[random.NextInt32(coefficients.Length)] += (float)(0.02 * random.NextNormal());
            intercepts[random.NextInt32(intercepts.Length)] += (float)(0.02 * random.NextNormal());
            Assert.True(Objective(new LogisticModel(coefficients, intercepts, fit.Model.Standardization), table, 1) >= fit.Objective * (1 - 1e-7));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void WeightsAreAsGoodAsRepeatedRows(int classes)
    {
        float[][] rows = Tables.CloudRows(80, 6, classes, 0.7, 5);
        int[] times = [.. rows.Select((_, row) => row * 7 % 5)];
        var weighted = new TrainingTable(tables.Of(rows), [.. rows.Select((_, row) => row % classes)], classes) { Weights = [.. times.Select(time => (double)time)] };
        int[] repeated = [.. times.SelectMany((time, row) => Enumerable.Repeat(row, time))];
        var plain = new TrainingTable(tables.Of([.. repeated.Select(row => rows[row])]), [.. repeated.Select(row => row % classes)], classes);
        AssertSame(LogisticRegression.Fit(weighted, Exact, Workers.Shared), LogisticRegression.Fit(plain, Exact, Workers.Shared), 1e-6);
    }

    [Fact]
    public void ClassWeightsAreAsGoodAsWeightsOfRows()
    {
        TrainingTable table = tables.Clouds(90, 4, 3);
        LogisticFit byClass = LogisticRegression.Fit(table, Exact with { ClassWeights = [1, 2, 0.5f], IsStandardized = false }, Workers.Shared);
        TrainingTable weighted = table with { Weights = [.. table.Labels.Select(label => label switch { 0 => 1.0, 1 => 2.0, _ => 0.5 })] };
        AssertSame(byClass, LogisticRegression.Fit(weighted, Exact with { IsStandardized = false }, Workers.Shared), 1e-6);
    }

    [Theory]
    [InlineData(2, 100, 7)]
    [InlineData(3, 100, 7)]
    [InlineData(3, 40, 300)]
    public void TheOrderOfRowsDoesNotMatter(int classes, int count, int columns)
    {
        float[][] rows = Tables.CloudRows(count, columns, classes, 0.7, 6);
        int[] order = [.. Enumerable.Range(0, count)];
        new Philox(2, 2).Shuffle(order.AsSpan());
        var shuffled = new TrainingTable(tables.Of([.. order.Select(row => rows[row])]), [.. order.Select(row => row % classes)], classes);
        AssertSame(LogisticRegression.Fit(tables.Table(rows, classes), Exact, Workers.Shared), LogisticRegression.Fit(shuffled, Exact, Workers.Shared), 1e-6);
    }

    [Theory]
    [InlineData(2, 700, 9)]
    [InlineData(4, 700, 9)]
    [InlineData(3, 120, 500)]
    public void OneThreadOrMoreGiveTheSameBits(int classes, int count, int columns)
    {
        TrainingTable table = tables.Clouds(count, columns, classes, 0.4);
        using var one = new Workers(1);
        using var three = new Workers(3);
        LogisticModel alone = LogisticRegression.Fit(table, new LogisticOptions(), one).Model;
        LogisticModel together = LogisticRegression.Fit(table, new LogisticOptions(), three).Model;
        Assert.Equal(alone.Coefficients.ToArray(), together.Coefficients.ToArray());
        Assert.Equal(alone.Intercepts.ToArray(), together.Intercepts.ToArray());
        Assert.Equal(alone.Predict(table.Features, one), together.Predict(table.Features, three));
    }

    [Fact]
    public void SeparableRowsStayFinite()
    {
        TrainingTable table = tables.Clouds(60, 3, 2, distance: 40);
        LogisticFit fit = LogisticRegression.Fit(table, new LogisticOptions { Strength = 1e4 }, Workers.Shared);
        Assert.True(fit.IsConverged);
        Assert.All(fit.Model.Coefficients.ToArray(), value => Assert.True(float.IsFinite(value)));
        float[] probabilities = fit.Model.Predict(table.Features, Workers.Shared);
        Assert.All(table.Labels.Select((label, row) => probabilities[(row * 2) + label]), probability => Assert.True(probability > 0.99));
    }

    [Fact]
    public void AWideTableTurnedIntoItsSpanAgreesWithTheDirectWay()
    {
        // Columns of zeros make the same table wide enough to be turned; they change neither losses nor penalties.
        float[][] rows = Tables.CloudRows(40, 30, 3, 0.5, 9);
        float[][] wide = [.. rows.Select(row => row.Concat(new float[100]).ToArray())];
        wide[7] = wide[10] = wide[4]; // the span has fewer dimensions than rows
        rows[7] = rows[10] = rows[4];
        LogisticOptions options = Exact with { IsStandardized = false, Strength = 0.5 };
        LogisticModel direct = LogisticRegression.Fit(tables.Table(rows, 3), options, Workers.Shared).Model;
        LogisticFit turned = LogisticRegression.Fit(tables.Table(wide, 3), options, Workers.Shared);
        Assert.True(turned.IsConverged);
        for (int output = 0; output < 3; output++)
        {
            AssertClose(direct.Coefficients.Slice(output * 30, 30).ToArray().Select(value => (double)value), turned.Model.Coefficients.Slice(output * 130, 30), 1e-6);
        }
    }

    [Fact]
    public void APathEndsWhereSingleFitsEnd()
    {
        TrainingTable table = tables.Clouds(90, 8, 3, 0.6);
        IReadOnlyList<LogisticFit> path = LogisticRegression.FitPath(table, [0.01, 0.1, 1], Exact, Workers.Shared);
        foreach (LogisticFit fit in path)
        {
            AssertSame(LogisticRegression.Fit(table, Exact with { Strength = fit.Strength }, Workers.Shared), fit, 1e-6);
        }
    }

    [Fact]
    public void AFitCutShortSaysSo()
    {
        LogisticFit fit = LogisticRegression.Fit(tables.Clouds(90, 8, 3, 0.6), new LogisticOptions { MaximumIterations = 2 }, Workers.Shared);
        Assert.False(fit.IsConverged);
        string remark = Assert.Single(fit.Remarks);
        Assert.Contains("stopped after 2 steps with a largest derivative of ", remark, StringComparison.Ordinal);
    }

    [Fact]
    public void AConstantFeatureIsNamed()
    {
        float[][] rows = Tables.CloudRows(30, 4, 2, 1, 1);
        Array.ForEach(rows, row => row[2] = 0.1f);
        LogisticFit fit = LogisticRegression.Fit(tables.Table(rows, 2), new LogisticOptions(), Workers.Shared);
        Assert.Equal([2], fit.Model.Standardization.ConstantFeatures);
        Assert.Equal(0, fit.Model.Coefficients[2]);
        Assert.Contains("1 feature of 4", Assert.Single(fit.Remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void AValueThatIsNotFiniteIsNamedWithItsPlace(float value)
    {
        float[][] rows = Tables.CloudRows(30, 4, 2, 1, 1);
        LogisticModel model = LogisticRegression.Fit(tables.Table(rows, 2), new LogisticOptions(), Workers.Shared).Model;
        rows[17][3] = value;
        TrainingTable bad = tables.Table(rows, 2);
        var inTraining = Assert.Throws<DiscernException>(() => LogisticRegression.Fit(bad, new LogisticOptions(), Workers.Shared));
        var inPrediction = Assert.Throws<DiscernException>(() => model.Predict(bad.Features, Workers.Shared));
        Assert.StartsWith($"Feature 3 of row 17 is {value}", inTraining.Message, StringComparison.Ordinal);
        Assert.Equal(inTraining.Message, inPrediction.Message);
    }

    [Fact]
    public void TablesThatCannotBeLearnedFromAreRefusedWithASentence()
    {
        float[][] rows = Tables.CloudRows(6, 2, 2, 1, 1);
        Refuses<DiscernException>(new TrainingTable(tables.Of([], 2), [], 2), "no rows");
        Refuses<DiscernException>(new TrainingTable(tables.Of([.. rows.Select(_ => Array.Empty<float>())], 0), [0, 1, 0, 1, 0, 1], 2), "no columns");
        Refuses<DiscernException>(new TrainingTable(tables.Of(rows), [1, 1, 1, 1, 1, 1], 2), "belong to class 1");
        Refuses<DiscernException>(new TrainingTable(tables.Of(rows), [0, 2, 0, 2, 0, 2], 3), "Class 1 of 3 has no rows");
        Refuses<ArgumentException>(tables.Table(rows, 2) with { Weights = [1, 1, -2, 1, 1, 1] }, "weight of row 2 is -2");
        Refuses<DiscernException>(tables.Table(rows, 2) with { Weights = [1, 0, 1, 0, 1, 0] }, "class 1 have the weight 0");
        Assert.Throws<ArgumentException>(() => new TrainingTable(tables.Of(rows), [0, 1, 0, 1, 0, 2], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => LogisticRegression.Fit(tables.Table(rows, 2), new LogisticOptions { Strength = 0 }, Workers.Shared));
    }

    private static void Refuses<TException>(TrainingTable table, string part)
        where TException : Exception
    {
        TException exception = Assert.Throws<TException>(() => LogisticRegression.Fit(table, new LogisticOptions(), Workers.Shared));
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
    }

    /// <summary>½‖w‖² + C Σ loss, computed plainly from the model's own answers.</summary>
    private static double Objective(LogisticModel model, TrainingTable table, double strength)
    {
        float[] probabilities = model.Predict(table.Features, Workers.Shared);
        double loss = table.Labels.Select((label, row) => -Math.Log(probabilities[(row * table.Classes) + label])).Sum();
        return (0.5 * model.Coefficients.ToArray().Sum(value => (double)value * value)) + (strength * loss);
    }

    private static IEnumerable<double[]> Rows(JsonElement matrix) =>
        matrix.EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray());

    private static void AssertSame(LogisticFit expected, LogisticFit actual, double tolerance)
    {
        Assert.Empty(expected.Remarks);
        Assert.Empty(actual.Remarks);
        AssertClose(expected.Model.Coefficients.ToArray().Select(value => (double)value), actual.Model.Coefficients, tolerance);
        AssertClose(expected.Model.Intercepts.ToArray().Select(value => (double)value), actual.Model.Intercepts, tolerance);
    }

    private static void AssertClose(IEnumerable<double> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        double[] all = [.. expected];
        Assert.Equal(all.Length, actual.Length);
        for (int index = 0; index < all.Length; index++)
        {
            Assert.Equal(all[index], actual[index], tolerance);
        }
    }
}
