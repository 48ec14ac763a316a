using Discern.Evaluation;

namespace Discern.Tests.Evaluation;

public sealed class ClassificationReportTests
{
    /// <summary>sklearn 1.2.1's classification_report on the same labels, character for character.</summary>
    [Fact]
    public void Hostile_and_absent_classes_as_scikit_learn_prints_them()
    {
        PredictionTable table = TestTable.OfConfusion([[0, 0, 0, 0, 0], [0, 8, 0, 0, 1], [0, 2, 1, 0, 0], [0, 0, 0, 0, 0], [1, 0, 0, 0, 3]])
            with { Classes = ["<script>", "ham", "hot \"dog\"", "never", "日本"] };

        Assert.Equal(
            """
                          precision    recall  f1-score   support

                <script>       0.00      0.00      0.00         0
                     ham       0.80      0.89      0.84         9
               hot "dog"       1.00      0.33      0.50         3
                      日本       0.75      0.75      0.75         4

                accuracy                           0.75        16
               macro avg       0.64      0.49      0.52        16
            weighted avg       0.82      0.75      0.75        16

            """.ReplaceLineEndings("\n"),
            ClassificationReport.Format(Evaluate(table)));
    }

    [Fact]
    public void A_long_name_widens_its_column_and_a_line_break_does_not_break_the_table()
    {
        PredictionTable table = TestTable.OfConfusion([[1, 0], [0, 1]]) with { Classes = ["a name that is long", "two\nlines"] };

        string[] lines = ClassificationReport.Format(Evaluate(table)).Split('\n');
        Assert.Equal("a name that is long       1.00      1.00      1.00         1", lines[2]);
        Assert.Equal("          two\uFFFDlines       1.00      1.00      1.00         1", lines[3]);
    }

    // Python 3.11: f"{value:.2f}". Odd eighths lie exactly between two and go to the even digit.
    [Theory]
    [InlineData(0.125, "0.12")]
    [InlineData(0.375, "0.38")]
    [InlineData(0.625, "0.62")]
    [InlineData(0.875, "0.88")]
    [InlineData(0.285, "0.28")]
    [InlineData(0.295, "0.29")]
    [InlineData(0.145, "0.14")]
    [InlineData(0.035, "0.04")]
    [InlineData(0.995, "0.99")]
    [InlineData(1, "1.00")]
    public void Digits_round_as_in_Python(double value, string expected) =>
        Assert.Equal(expected, ReportRow.TwoDigits(new Estimate(value, value, value)));

    private static SplitEvaluation Evaluate(PredictionTable table) => Evaluator.Evaluate(table, new EvaluationOptions { Draws = 10 });
}
