using Discern.Evaluation;

namespace Discern.Tests.Evaluation;

public sealed class SideBySideReportTests
{
    [Fact]
    public void Training_and_test_stand_beside_each_other()
    {
        string report = SideBySideReport.Format(Evaluate([[6, 2, 0], [0, 8, 0], [0, 0, 2]]), Evaluate([[2, 1, 0], [1, 2, 0], [0, 0, 0]]));

        Assert.Equal(
            """
                                         training                  |                  test
                          precision    recall  f1-score   support  | precision    recall  f1-score   support

                 class 0       1.00      0.75      0.86         8  |      0.67      0.67      0.67         3
                 class 1       0.80      1.00      0.89         8  |      0.67      0.67      0.67         3
                 class 2       1.00      1.00      1.00         2  |      0.00      0.00      0.00         0

                accuracy                           0.89        18  |                          0.67         6
               macro avg       0.93      0.92      0.92        18  |      0.67      0.67      0.67         6
            weighted avg       0.91      0.89      0.89        18  |      0.67      0.67      0.67         6

            """.ReplaceLineEndings("\n"),
            report);
    }

    [Fact]
    public void Different_classes_are_refused() =>
        Assert.Throws<ArgumentException>(() => SideBySideReport.Format(Evaluate([[1]]), Evaluate([[1, 0], [0, 1]])));

    private static SplitEvaluation Evaluate(int[][] confusion) =>
        Evaluator.Evaluate(TestTable.OfConfusion(confusion), new EvaluationOptions { Draws = 10 });
}
