using Discern.Explaining;
using Discern.Runs;
using Discern.Web.Reports;

namespace Discern.Web.Tests.Reports;

public sealed class ReportWriterTests
{
    [Fact]
    public async Task The_report_holds_what_the_run_tells()
    {
        using var fixture = new RunFixture();

        await ReportWriter.WriteAsync(fixture.Run, fixture.Run.ReportPath);

        var html = await File.ReadAllTextAsync(fixture.Run.ReportPath);
        Assert.Contains("2026-11-21-colours", html, StringComparison.Ordinal);
        Assert.Contains("18 of 20 pictures", html, StringComparison.Ordinal);
        Assert.DoesNotContain(RunFixture.Red, html, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>broken", html, StringComparison.Ordinal);
        Assert.Contains("Class weights", html, StringComparison.Ordinal);
        Assert.Equal([fixture.Run.ReportPath], Directory.GetFiles(fixture.Run.Path, "*report*"));
    }

    [Fact]
    public async Task Explanations_stand_in_the_report_where_they_were_made()
    {
        using var fixture = new RunFixture();
        var explanations = ExplanationFolder.Of(fixture.Run);
        for (var index = 0; index < 20; index++)
        {
            explanations.Save(SampleExplanations.Picture($"{index:00}.png", ["a", "b"]));
        }

        explanations.Save(SampleExplanations.Attention(["a", "b"]));
        await ReportWriter.WriteAsync(fixture.Run, fixture.Run.ReportPath);

        var html = await File.ReadAllTextAsync(fixture.Run.ReportPath);
        Assert.Contains("stands in a frame", html, StringComparison.Ordinal);
        Assert.Contains("base 0.1 &#x2B; 0.83 = 0.93", html, StringComparison.Ordinal);
        Assert.Contains("insertion 0.8 (random maps 0.5", html, StringComparison.Ordinal);
        Assert.Contains("data:image/webp", html, StringComparison.Ordinal);
        Assert.Equal(12, ReportModel.From(fixture.Run).Explained.Count);
        Assert.InRange(new FileInfo(fixture.Run.ReportPath).Length, 1, 5_000_000);
    }

    [Fact]
    public void The_model_is_what_the_files_say()
    {
        using var fixture = new RunFixture();

        var model = ReportModel.From(fixture.Run);

        Assert.Equal((20, 18), (model.Test!.Count, model.Test.Right));
        Assert.Equal(0.7, model.Test.LazyAccuracy, 9);
        Assert.Equal(RunFixture.Blue, model.Test.LazyClass);
        Assert.Null(model.Validation);
        Assert.Equal(["training", "test"], model.Distribution.Select(split => split.Name));
        Assert.Equal(3.0, model.Distribution[0].ImbalanceRatio, 9);
        Assert.Equal(2, model.History!.Best!.Epoch);
        Assert.Equal("14 × 14 × 4", model.Network!.Layers[1].Output);
        Assert.Equal(1682, model.Network.Layers.Sum(layer => layer.Parameters));
        Assert.Contains(new RunOption("Class weights", "balanced"), model.Options);
        GalleryPicture[] missed = [.. model.Galleries!.Classes.SelectMany(item => item.Missed.Pictures).OrderBy(picture => picture.Path, StringComparer.Ordinal)];
        Assert.Equal(["blue-06.png", "red-00.png"], missed.Select(picture => picture.Path));
        Assert.Equal("The file is not there any more.", missed[0].Trouble);
        Assert.NotNull(missed[1].Thumbnail);
        Assert.Equal(18, model.Galleries.Classes.Sum(item => item.Right.Count));
        Assert.All(model.Galleries.Classes, item => Assert.NotNull(item.Average));
    }

    [Fact]
    public void A_run_that_was_only_begun_has_a_model_without_figures()
    {
        using var folder = new TemporaryFolder();
        var run = RunFolder.Create(folder.In("begun"));
        run.Save(RunFixture.Description(folder.Path) with { IsFinished = false, BestEpoch = null });

        var model = ReportModel.From(run);

        Assert.Null(model.Judged);
        Assert.Empty(model.History!.Epochs);
        Assert.StartsWith("This run was stopped before its end", model.Remarks[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_evaluation_over_other_classes_is_refused_in_a_sentence()
    {
        using var fixture = new RunFixture();
        fixture.Run.Save(fixture.Run.Description with { Classes = ["one", "two"] });

        var exception = Assert.Throws<DiscernException>(() => ReportModel.From(fixture.Run));

        Assert.Contains("over other classes than the run's own", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_report_leaves_nothing_behind()
    {
        using var fixture = new RunFixture();

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => ReportWriter.WriteAsync(fixture.Run, fixture.Run.ReportPath, cancellationToken: new CancellationToken(canceled: true)));

        Assert.Empty(Directory.GetFiles(fixture.Run.Path, "*report*"));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_sentence()
    {
        using var fixture = new RunFixture();

        await Assert.ThrowsAsync<DiscernException>(
            () => ReportWriter.WriteAsync(fixture.Run, Path.Combine(fixture.Run.Path, "nowhere", "report.html")));
    }
}
