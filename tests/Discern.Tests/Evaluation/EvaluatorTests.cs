using Discern.Evaluation;

namespace Discern.Tests.Evaluation;

public sealed class EvaluatorTests
{
    [Fact]
    public void Two_classes_by_hand()
    {
        SplitEvaluation evaluation = Evaluate(TestTable.OfConfusion([[6, 2], [1, 1]]));

        Assert.Equal(10, evaluation.Count);
        Assert.Equal(7, evaluation.Right);
        Assert.Equal(0.7, evaluation.Accuracy.Value, 1e-15);
        Assert.Equal("class 0", evaluation.LazyClass);
        Assert.Equal(0.8, evaluation.LazyAccuracy.Value, 1e-15);
        Assert.Equal((6 / 8.0 + 1 / 2.0) / 2, evaluation.BalancedAccuracy.Value, 1e-15);
        Assert.Equal((6 * 1 - 2 * 1) / Math.Sqrt(7 * 8 * 2 * 3), evaluation.Matthews.Value, 1e-15);

        ClassEvaluation rare = evaluation.Classes[1];
        Assert.Equal(1 / 3.0, rare.Precision.Value, 1e-15);
        Assert.Equal(1 / 2.0, rare.Recall.Value, 1e-15);
        Assert.Equal(2 / 5.0, rare.F1.Value, 1e-15);
        Assert.Equal((2, 3, 0.2, 0.3), (rare.Support, rare.Predicted, rare.RealShare, rare.PredictedShare));
        Assert.Equal((6 / 7.0 * 8 + 1 / 3.0 * 2) / 10, evaluation.WeightedPrecision.Value, 1e-15);
    }

    [Fact]
    public void A_class_that_never_occurs_is_left_out_of_macro_averages_as_scikit_learn_does()
    {
        SplitEvaluation evaluation = Evaluate(TestTable.OfConfusion([[3, 1, 0], [0, 4, 0], [0, 0, 0]]));

        Assert.Equal((3 / 4.0 + 1) / 2, evaluation.MacroRecall.Value, 1e-15);
        ClassEvaluation absent = evaluation.Classes[2];
        Assert.Equal(new Estimate(0, 0, 1), absent.Recall);
        Assert.Equal(new Estimate(0, 0, 1), absent.Precision);
        Assert.Equal(new Estimate(0, 0, 1), absent.F1);
        Assert.False(absent.IsRecallDefined || absent.IsPrecisionDefined || absent.Occurs);
    }

    [Fact]
    public void A_class_that_is_answered_but_has_no_picture_counts_in_macro_but_not_in_balanced_accuracy()
    {
        // sklearn 1.2.1: y = [0]*4 + [1]*4, p = [0]*3 + [2] + [1]*4: recall macro 0.5833…, balanced accuracy 0.875.
        SplitEvaluation evaluation = Evaluate(TestTable.OfConfusion([[3, 0, 1], [0, 4, 0], [0, 0, 0]]));

        Assert.Equal(1.75 / 3, evaluation.MacroRecall.Value, 1e-15);
        Assert.Equal(0.875, evaluation.BalancedAccuracy.Value, 1e-15);
    }

    [Fact]
    public void Precision_of_a_class_that_is_never_answered_is_0_and_says_so()
    {
        ClassEvaluation ignored = Evaluate(TestTable.OfConfusion([[8, 0], [2, 0]])).Classes[1];

        Assert.Equal(new Estimate(0, 0, 1), ignored.Precision);
        Assert.False(ignored.IsPrecisionDefined);
        Assert.True(ignored.IsRecallDefined);
        Assert.Equal(0, ignored.Recall.Value);
        Assert.Equal(1 - Math.Pow(0.025, 1 / 2.0), ignored.Recall.High, 1e-12);
    }

    [Fact]
    public void Always_the_same_answer_has_no_correlation()
    {
        Assert.Equal(new Estimate(0, 0, 0), Evaluate(TestTable.OfConfusion([[8, 0], [2, 0]])).Matthews);
    }

    [Fact]
    public void All_right_is_no_proof_of_perfection()
    {
        SplitEvaluation evaluation = Evaluate(TestTable.OfConfusion([[20, 0], [0, 10]]));

        // Clopper and Pearson: the share p with p^30 = 0.025.
        Assert.Equal(1, evaluation.Accuracy.Value);
        Assert.Equal(0.8843, evaluation.Accuracy.Low, 1e-4);
        Assert.Equal(1, evaluation.Accuracy.High);
        Assert.Equal(0.6915, evaluation.Classes[1].Recall.Low, 1e-4);
        Assert.Equal(1, evaluation.RocAuc!.Value);
        Assert.Equal(0.6915, evaluation.RocAuc.Low, 1e-4);
    }

    [Fact]
    public void One_row_says_next_to_nothing()
    {
        SplitEvaluation evaluation = Evaluate(TestTable.Of(2, (1, 1)));

        Assert.Equal(1, evaluation.Accuracy.Value);
        Assert.Equal(0.025, evaluation.Accuracy.Low, 1e-12);
        Assert.Null(evaluation.RocAuc);
        Assert.Equal(evaluation.LogLoss.Value, evaluation.LogLoss.High);
    }

    [Fact]
    public void Area_under_the_curve_counts_ties_half()
    {
        // sklearn 1.2.1: roc_auc_score = 0.75, log_loss = 0.5387494469755184 on the same single-precision scores.
        int[] labels = [0, 0, 0, 0, 0, 1, 1, 1, 1];
        float[] scores = [0.1f, 0.4f, 0.4f, 0.6f, 0.2f, 0.4f, 0.7f, 0.9f, 0.3f];

        SplitEvaluation evaluation = Evaluate(TestTable.OfScores(labels, scores));

        Assert.Equal(0.75, evaluation.RocAuc!.Value, 1e-15);
        Assert.Equal(0.5387494469755184, evaluation.LogLoss.Value, 1e-7);
    }

    [Fact]
    public void A_certain_mistake_costs_a_finite_loss()
    {
        // sklearn 1.2.1: log_loss([0, 1], float32 [[0, 1], [0, 1]]) = 7.9711926360440195.
        Assert.Equal(7.9711926360440195, Evaluate(TestTable.Of(2, (0, 1), (1, 1))).LogLoss.Value, 1e-6);
    }

    [Fact]
    public void Intervals_are_those_of_scipy()
    {
        // scipy 1.10.1, stats.bootstrap(paired, method="BCa", n_resamples=8000): AUC 0.7240 [0.579, 0.837],
        // macro F1 0.6267 [0.499, 0.749], Matthews 0.2534 [-0.009, 0.492]. The draws differ, hence the tolerance.
        SplitEvaluation evaluation = Evaluate(SixtyRows());

        Near(0.7239819004524887, 0.5787, 0.8367, evaluation.RocAuc!);
        Near(0.6266968325791855, 0.4986, 0.7494, evaluation.MacroF1);
        Near(0.25339366515837103, -0.0090, 0.4924, evaluation.Matthews);

        static void Near(double value, double low, double high, Estimate actual)
        {
            Assert.Equal(value, actual.Value, 1e-12);
            Assert.Equal(low, actual.Low, 0.02);
            Assert.Equal(high, actual.High, 0.02);
        }
    }

    [Fact]
    public void Another_seed_draws_other_intervals_around_the_same_values()
    {
        SplitEvaluation first = Evaluator.Evaluate(SixtyRows(), new EvaluationOptions { Seed = 1 });
        SplitEvaluation second = Evaluator.Evaluate(SixtyRows(), new EvaluationOptions { Seed = 2 });

        Assert.Equal(first.RocAuc!.Value, second.RocAuc!.Value);
        Assert.NotEqual(first.RocAuc.Low, second.RocAuc.Low);
    }

    [Fact]
    public void No_rows_get_a_sentence()
    {
        DiscernException exception = Assert.Throws<DiscernException>(() => Evaluate(new PredictionTable(["a", "b"], [])));
        Assert.StartsWith("There are no predictions to evaluate", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 0, new[] { 1f, 0f })]
    [InlineData(0, -1, new[] { 1f, 0f })]
    [InlineData(0, 0, new[] { 1f })]
    [InlineData(0, 0, new[] { 1.5f, 0f })]
    [InlineData(0, 0, new[] { float.NaN, 0f })]
    public void Rows_that_do_not_fit_the_classes_are_refused(int label, int predicted, float[] probabilities)
    {
        PredictionTable table = new(["a", "b"], [new Prediction("x.png", label, predicted, probabilities)]);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Evaluate(table));
        Assert.Contains("x.png", exception.Message, StringComparison.Ordinal);
    }

    private static SplitEvaluation Evaluate(PredictionTable table) => Evaluator.Evaluate(table, new EvaluationOptions());

    private static PredictionTable SixtyRows()
    {
        int[] labels =
        [
            1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1, 1,
            1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1, 1,
        ];
        float[] scores =
        [
            0.5f, 0.5667f, 0.5667f, 0.5417f, 0.5167f, 0.5333f, 0.4417f, 0.4917f, 0.5667f, 0.7083f, 0.475f, 0.7083f, 0.6917f, 0.65f, 0.6083f,
            0.5583f, 0.7083f, 0.75f, 0.7333f, 0.6917f, 0.5333f, 0.4833f, 0.5833f, 0.5583f, 0.3917f, 0.6167f, 0.6167f, 0.5583f, 0.4833f, 0.525f,
            0.55f, 0.4f, 0.6417f, 0.5417f, 0.525f, 0.5583f, 0.6333f, 0.6083f, 0.55f, 0.3167f, 0.5083f, 0.5583f, 0.5833f, 0.45f, 0.65f,
            0.475f, 0.525f, 0.6583f, 0.5f, 0.75f, 0.6f, 0.45f, 0.4667f, 0.4917f, 0.475f, 0.6333f, 0.55f, 0.6917f, 0.5167f, 0.725f,
        ];
        int[] predicted =
        [
            0, 1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 1, 1, 0, 0,
            1, 0, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1, 0, 1,
        ];
        PredictionTable table = TestTable.OfScores(labels, scores);
        return table with { Rows = [.. table.Rows.Zip(predicted, (row, answer) => row with { Predicted = answer })] };
    }
}
