using Discern.Evaluation;
using Discern.Web.Reports;

namespace Discern.Web.Tests.Reports;

public sealed class GalleryPlanTests
{
    [Fact]
    public void Each_row_begins_with_the_surest_answer()
    {
        var plan = new GalleryPlan(Table(Row("a", 0, 1, 0.3f), Row("b", 0, 1, 0.01f), Row("c", 0, 0, 0.9f), Row("d", 1, 0, 0.2f), Row("e", 0, 0, 0.99f)));

        Assert.Equal(["b", "a"], plan.Missed[0].Select(row => row.Path));
        Assert.Equal(["b", "a"], plan.FalseAlarms[1].Select(row => row.Path));
        Assert.Equal(["e", "c"], plan.Cells[(0, 0)].Select(row => row.Path));
        Assert.Equal("a", plan.Uncertain[0].Path == "a" ? "a" : plan.Uncertain[1].Path);
    }

    [Fact]
    public void No_more_pictures_are_shown_than_the_report_has_room_for()
    {
        var table = new PredictionTable(
            [.. Enumerable.Range(0, 30).Select(label => $"{label}")],
            [.. Enumerable.Range(0, 3000).Select(i => new Prediction($"{i:0000}", i % 30, i / 30 % 30, [.. Enumerable.Range(0, 30).Select(label => label == i / 30 % 30 ? 0.5f : 0.5f / 29)]))]);
        var plan = new GalleryPlan(table);

        var shown = plan.Cells.Values.Concat(plan.Missed.Values).Concat(plan.FalseAlarms.Values).Append(plan.Uncertain).SelectMany(plan.Shown).Select(row => row.Path).Distinct(StringComparer.Ordinal);
        Assert.InRange(shown.Count(), 1, GalleryPlan.MostPictures);
        Assert.Equal(GalleryPlan.MostClasses, plan.Classes.Count);
    }

    private static Prediction Row(string path, int label, int predicted, float labelProbability) =>
        new(path, label, predicted, label == 0 ? [labelProbability, 1 - labelProbability] : [1 - labelProbability, labelProbability]);

    private static PredictionTable Table(params Prediction[] rows) => new(["x", "y"], rows);
}
