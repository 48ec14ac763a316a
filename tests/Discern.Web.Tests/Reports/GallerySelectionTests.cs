using Discern.Evaluation;
using Discern.Web.Reports;

namespace Discern.Web.Tests.Reports;

public sealed class GallerySelectionTests
{
    [Fact]
    public void The_worst_answers_gave_the_least_to_the_truth()
    {
        var table = Table(Row("a", 0, 1, 0.3f), Row("b", 0, 1, 0.01f), Row("c", 0, 0, 0.9f), Row("d", 1, 0, 0.2f));

        Assert.Equal(["b", "d", "a"], GallerySelection.MostWrong(table).Select(row => row.Path));
    }

    [Fact]
    public void The_surest_answers_take_the_classes_in_turn()
    {
        var table = Table(Row("a", 0, 0, 0.99f), Row("b", 0, 0, 0.98f), Row("c", 1, 1, 0.6f), Row("d", 1, 0, 0.2f));

        Assert.Equal(["a", "c", "b"], GallerySelection.MostRight(table).Select(row => row.Path));
    }

    [Fact]
    public void Both_galleries_together_stay_small()
    {
        var table = Table([.. Enumerable.Range(0, 500).Select(i => Row($"{i:000}", i % 2, i / 2 % 2, 0.5f))]);

        Assert.Equal(36, GallerySelection.MostWrong(table).Count);
        Assert.Equal(24, GallerySelection.MostRight(table).Count);
    }

    private static Prediction Row(string path, int label, int predicted, float labelProbability) =>
        new(path, label, predicted, label == 0 ? [labelProbability, 1 - labelProbability] : [1 - labelProbability, labelProbability]);

    private static PredictionTable Table(params Prediction[] rows) => new(["x", "y"], rows);
}
