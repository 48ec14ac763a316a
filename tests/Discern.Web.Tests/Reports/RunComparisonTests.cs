using Discern.Datasets;
using Discern.Evaluation;
using Discern.Runs;
using Discern.Web.Reports;

namespace Discern.Web.Tests.Reports;

public sealed class RunComparisonTests : IDisposable
{
    private readonly RunFixture before = new();
    private readonly RunFixture after = new();

    public void Dispose()
    {
        before.Dispose();
        after.Dispose();
    }

    [Fact]
    public void It_holds_what_differs_and_the_change_of_every_class()
    {
        Answer(after.Run, row => row.Path is "blue-07.png" or "blue-08.png" ? 0 : row.Label);

        var comparison = ReportModel.From(after.Run, before.Run).Against!;

        // The data of each fixture lies in a folder of its own; nothing else was told differently.
        Assert.Equal(["Data"], comparison.Options.Select(option => option.Name));
        Assert.Equal(new CountChange(18, 18), comparison.Right);
        Assert.Equal(new McNemarTest(2, 2), comparison.Accuracy.Test);
        var red = comparison.Classes[0];
        Assert.Equal((RunFixture.Red, 6L), (red.Name, red.Count));
        Assert.Equal((new CountChange(5, 6), new CountChange(1, 2)), (red.Found, red.FalseAlarms));
        Assert.Equal(1.0 / 6, red.Recall.Difference, 1e-12);
        Assert.Equal(new McNemarTest(0, 1), red.Recall.Test);
        Assert.Equal(6.0 / 8 - 5.0 / 6, red.Precision.Difference, 1e-12);
        Assert.Equal((new CountChange(13, 12), new CountChange(1, 0)), (comparison.Classes[1].Found, comparison.Classes[1].FalseAlarms));
    }

    [Fact]
    public void Without_the_answers_of_both_runs_there_is_no_test_but_a_comparison()
    {
        File.Delete(Path.Combine(before.Run.Path, "predictions-test.csv"));

        var comparison = ReportModel.From(after.Run, before.Run).Against!;

        Assert.Null(comparison.Accuracy.Test);
        Assert.All(comparison.Classes, change => Assert.Null(change.Recall.Test));
        Assert.Equal(0, comparison.Accuracy.Difference);
    }

    [Fact]
    public void Other_pictures_are_refused_in_a_sentence()
    {
        var table = before.Run.Predictions(Split.Test)!;
        before.Run.Save(Split.Test, table with { Rows = [table.Rows[0] with { Path = "another.png" }, .. table.Rows.Skip(1)] });

        var exception = Assert.Throws<DiscernException>(() => ReportModel.From(after.Run, before.Run));

        Assert.Contains("their test pictures are not the same", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Train both on the same data", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_data_set_without_answers_is_refused_too()
    {
        File.Delete(Path.Combine(before.Run.Path, "predictions-test.csv"));
        before.Run.Save(before.Run.Description with { Dataset = before.Run.Description.Dataset with { Fingerprint = "sha256:11" } });

        Assert.Throws<DiscernException>(() => ReportModel.From(after.Run, before.Run));
    }

    [Fact]
    public void Other_classes_are_refused_in_a_sentence()
    {
        before.Run.Save(before.Run.Description with { Classes = ["cat", "dog"] });

        var exception = Assert.Throws<DiscernException>(() => ReportModel.From(after.Run, before.Run));

        Assert.Contains("they tell different classes apart ('cat', 'dog' and", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_was_not_evaluated_is_refused_on_either_side()
    {
        File.Delete(Path.Combine(before.Run.Path, "evaluation.json"));

        Assert.Contains("has not been evaluated on its test pictures", Assert.Throws<DiscernException>(() => ReportModel.From(after.Run, before.Run)).Message, StringComparison.Ordinal);
        Assert.Contains("it has not been evaluated. Let it train", Assert.Throws<DiscernException>(() => ReportModel.From(before.Run, after.Run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_has_the_section_only_where_it_was_asked_for()
    {
        Answer(after.Run, row => row.Label);

        await ReportWriter.WriteAsync(after.Run, after.Run.ReportPath, before.Run);
        await ReportWriter.WriteAsync(before.Run, before.Run.ReportPath);

        Assert.Contains("id=\"against\"", await File.ReadAllTextAsync(after.Run.ReportPath), StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"against\"", await File.ReadAllTextAsync(before.Run.ReportPath), StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_that_only_one_run_was_told_differs()
    {
        RunOption[] old = [new("Seed", "1"), new("Batch", "32"), new("Gone", "x")];
        RunOption[] now = [new("Seed", "1"), new("Batch", "16"), new("Schedule", "cosine")];

        Assert.Equal(
            [new OptionChange("Batch", "32", "16"), new OptionChange("Schedule", null, "cosine"), new OptionChange("Gone", "x", null)],
            OptionChange.Between(old, now));
    }

    [Fact]
    public void Options_that_differ_behind_the_digits_shown_are_told_to_the_last()
    {
        RunOption[] old = [new("Strength", "0.1235") { Exact = "0.12345678" }, new("Rate", "0.001") { Exact = "0.001" }];
        RunOption[] now = [new("Strength", "0.1235") { Exact = "0.12350001" }, new("Rate", "0.001") { Exact = "0.001" }];

        Assert.Equal([new OptionChange("Strength", "0.12345678", "0.12350001")], OptionChange.Between(old, now));
    }

    private static void Answer(RunFolder run, Func<Prediction, int> answer)
    {
        var table = run.Predictions(Split.Test)!;
        var answered = table with
        {
            Rows = [.. table.Rows.Select(row => row with { Predicted = answer(row), Probabilities = answer(row) == 0 ? [0.8f, 0.2f] : [0.2f, 0.8f] })],
        };
        run.Save(Split.Test, answered);
        run.Save(new EvaluationDocument { Test = Evaluator.Evaluate(answered, new EvaluationOptions { Draws = 200 }) });
    }
}
