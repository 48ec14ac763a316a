using Discern.Classifiers.Judging;
using Discern.Compute.Random;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Evaluation.Calibrating;
using Discern.Evaluation.Thresholds;
using Discern.Runs;
using Discern.Tests.Runs;

namespace Discern.Tests.Classifiers.Judging;

/// <summary>Runs whose predictions are drawn: a rare class, and log-odds thrice too sure.</summary>
public sealed class RunJudgeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_that_is_far_too_sure_is_cooled_and_says_why()
    {
        RunFolder run = Run(validation: 400);
        SplitEvaluation before = run.Evaluation!.Test!;

        RunDescription after = new RunJudge(new JudgingOptions()).Judge(run);

        Assert.Equal(CalibrationMethod.Temperature, after.Calibration.Method);
        Assert.InRange(after.Calibration.Temperature, 2, 4.5);
        Assert.Contains("more than two standard errors", after.CalibrationChoice!.Reason, StringComparison.Ordinal);
        RunFolder opened = RunFolder.Open(run.Path);
        Assert.True(opened.Evaluation!.Test!.LogLoss.Value < before.LogLoss.Value);
        Assert.Equal(before.LogLoss.Value, opened.Evaluation.Uncalibrated!.LogLoss.Value);
        Assert.Equal(before.Confusion, opened.Evaluation.Test.Confusion);
    }

    [Fact]
    public void With_thousands_of_held_out_pictures_isotonic_regression_is_tried_too()
    {
        RunFolder run = Run(validation: 1200);

        RunDescription after = new RunJudge(new JudgingOptions()).Judge(run);

        Assert.Equal(3, after.CalibrationChoice!.Candidates.Count);
    }

    [Fact]
    public void With_few_held_out_pictures_nothing_is_changed()
    {
        RunFolder run = Run(validation: 30);
        string before = File.ReadAllText(folder.In("run", "run.json"));

        Assert.Null(new RunJudge(new JudgingOptions()).Judge(run).CalibrationChoice);
        Assert.Equal(before, File.ReadAllText(folder.In("run", "run.json")));
    }

    [Fact]
    public void The_threshold_is_chosen_on_validation_and_applied_to_test()
    {
        RunFolder run = Run(validation: 400);
        var goal = ThresholdGoal.ParseCost("fn=20,fp=1");

        RunDescription after = new RunJudge(new JudgingOptions { Goal = goal, Calibration = CalibrationMethod.None }).Judge(run);

        Assert.Equal("b", after.ThresholdChoice!.Goal.Class);
        Assert.True(after.Threshold < 0.5);
        Assert.Equal(400, after.ThresholdChoice.Pictures);
        Assert.Equal(
            ThresholdCurve.Of(run.Predictions(Split.Validation)!, 1).Best(goal.For(after.Classes, [90, 10])).Point.Threshold,
            after.Threshold);
        Assert.All(run.Predictions(Split.Test)!.Rows, row => Assert.Equal(row.Probabilities[1] >= after.Threshold ? 1 : 0, row.Predicted));
        Assert.Contains(after.ThresholdChoice.Sentence, after.Remarks);
    }

    [Fact]
    public void A_run_can_be_set_again_and_back_bit_for_bit()
    {
        RunFolder run = Run(validation: 400);
        string before = File.ReadAllText(folder.In("run", "predictions-test.csv"));

        new RunJudge(new JudgingOptions { Calibration = CalibrationMethod.Isotonic, Goal = new ThresholdGoal(ThresholdRule.F1) }).Judge(run);
        Assert.NotEqual(before, File.ReadAllText(folder.In("run", "predictions-test.csv")));
        new RunJudge(new JudgingOptions { Calibration = CalibrationMethod.Temperature }).Judge(run);
        RunDescription after = new RunJudge(new JudgingOptions { Calibration = CalibrationMethod.None, Goal = new ThresholdGoal(ThresholdRule.Given) { Value = 0.5 } }).Judge(run);

        Assert.Equal(before, File.ReadAllText(folder.In("run", "predictions-test.csv")));
        Assert.Null(run.Evaluation!.Uncalibrated);
        Assert.Equal(0.5, after.Threshold);
    }

    [Fact]
    public void Out_of_fold_answers_take_part_where_there_are_such()
    {
        RunFolder run = Run(validation: 40);
        run.SaveOutOfFold(Table(300, "out"));

        Assert.Equal(340, RunJudge.HeldOutPredictions(run).Rows.Count);
    }

    [Fact]
    public void Without_pictures_to_choose_by_that_is_said()
    {
        RunFolder run = Run(validation: 0);

        Assert.Contains("--folds", Assert.Throws<DiscernException>(() => new RunJudge(new JudgingOptions { Goal = new ThresholdGoal(ThresholdRule.F1) }).Judge(run)).Message, StringComparison.Ordinal);
    }

    private RunFolder Run(int validation)
    {
        RunFolder run = RunFolder.Create(folder.In("run"));
        run.Save(RunFolderTests.Description() with { Classes = ["a", "b"], ClassCounts = new SplitCounts([90, 10], [1, 1], [1, 1]), IsFinished = true });
        PredictionTable test = Table(500, "test");
        run.Save(Split.Test, test);
        if (validation > 0)
        {
            run.Save(Split.Validation, Table(validation, "validation"));
        }

        run.Save(new EvaluationDocument { Test = Evaluator.Evaluate(test, new EvaluationOptions()) });
        return run;
    }

    private static PredictionTable Table(int count, string name)
    {
        var random = new Philox(9, (ulong)name.Length);
        return new PredictionTable(["a", "b"], [.. Enumerable.Range(0, count).Select(row =>
        {
            double logit = (1.5 * random.NextNormal()) - 1.5;
            int label = random.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? 1 : 0;
            float second = (float)(1 / (1 + Math.Exp(-3 * logit)));
            return new Prediction($"{name}/{row}.png", label, second >= 0.5f ? 1 : 0, [1 - second, second]);
        })]);
    }
}
