using System.Globalization;
using Discern.Classifiers;
using Discern.Imaging;
using Discern.Neural.Graphs;
using Discern.Neural.Training;
using Discern.Runs;
using Discern.Tests.Shared;
using Discern.Web.Classifying;
using Discern.Web.Tests.Browser;
using Discern.Web.Tests.Reports;

namespace Discern.Web.Tests.Classifying;

/// <summary>The page that classifies pictures, in a browser, from a static server.</summary>
public sealed class ClassifierPageTests(ReportPageFixture browser) : IClassFixture<ReportPageFixture>, IDisposable
{
    /// <summary>What another decoder and the browser's rounding may change of a probability.</summary>
    private const double Tolerance = 0.005;

    /// <summary>Enlarging differs more: the picture of 11 × 9 was measured 0.0102 apart.</summary>
    private const double EnlargingTolerance = 0.02;

    private readonly RunFixture _fixture = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _fixture.Dispose();
        _folder.Dispose();
    }

    [ClassifierPageFact]
    public async Task It_says_what_the_command_line_says_and_asks_for_nothing_elsewhere()
    {
        string[] pictures = [Draw("small.png", 11, 9), Draw("wide.png", 150, 40), Draw("large.png", 301, 222), Draw("photo.jpg", 640, 483)];
        await ClassifierPageWriter.WriteAsync(Trained(), _folder.In("page"), [OnnxRuntime.Packages], CancellationToken.None);
        using var predictor = new PicturePredictor(_fixture.Run, threads: 1);
        await using var server = await StaticServer.StartAsync(_folder.In("page"));
        await using var open = await browser.VisitAsync($"{server.Address}/", width: 400);

        await open.Page.WaitForFunctionAsync("() => document.getElementById('status').textContent.startsWith('Ready')");
        foreach (var expected in predictor.Predict(pictures))
        {
            var name = Path.GetFileName(expected.Path);
            await open.Page.SetInputFilesAsync("#file", expected.Path);
            await open.Page.WaitForFunctionAsync("name => document.getElementById('name').textContent === name", name);
            foreach (var (label, text) in predictor.Classes.Index())
            {
                var shown = await open.Page.EvaluateAsync<string>(
                    "text => [...document.querySelectorAll('#probabilities li')].find(row => row.querySelector('bdi').textContent === text).querySelector('data').value", text);
                var probability = double.Parse(shown, CultureInfo.InvariantCulture);
                var allowed = name is "small.png" ? EnlargingTolerance : Tolerance;
                Assert.True(
                    Math.Abs(probability - expected.Probabilities[label]) <= allowed,
                    $"{name}: the page gives '{text}' {probability}, the command line {expected.Probabilities[label]}.");
            }

            Assert.Equal(predictor.Classes[expected.Label!.Value], await open.Page.TextContentAsync("#answer"));
        }

        await open.Page.ScreenshotAsync(new() { Path = Path.Combine(ReportPageFixture.Screenshots, "classifier-400.png"), FullPage = true });
        Assert.Equal(400, await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.Empty(open.Complaints);
        Assert.All(open.Requests, address => Assert.True(address.StartsWith(server.Address, StringComparison.Ordinal) || address.StartsWith("blob:", StringComparison.Ordinal) || address.StartsWith("data:", StringComparison.Ordinal), address));
    }

    [ClassifierPageFact]
    public async Task What_is_no_picture_is_said_and_the_next_one_is_classified()
    {
        await ClassifierPageWriter.WriteAsync(Trained(), _folder.In("page"), [OnnxRuntime.Packages], CancellationToken.None);
        await File.WriteAllTextAsync(_folder.In("notes.jpg"), "no picture");
        await using var server = await StaticServer.StartAsync(_folder.In("page"));
        await using var open = await browser.VisitAsync($"{server.Address}/");

        await open.Page.SetInputFilesAsync("#file", _folder.In("notes.jpg"));
        await open.Page.WaitForFunctionAsync("() => document.getElementById('status').textContent.includes('notes.jpg cannot be classified')");
        Assert.False(await open.Page.IsVisibleAsync("#result"));
        await open.Page.SetInputFilesAsync("#file", Draw("small.png", 20, 20));
        await open.Page.WaitForFunctionAsync("() => document.getElementById('name').textContent === 'small.png'");
        Assert.True(await open.Page.IsVisibleAsync("#result"));
    }

    [Fact]
    public async Task Without_the_runtime_it_is_said_what_to_run()
    {
        var failure = await Assert.ThrowsAsync<DiscernException>(
            () => ClassifierPageWriter.WriteAsync(Trained(), _folder.In("page"), [_folder.In("nowhere")], CancellationToken.None));
        Assert.Contains("npm install --no-save onnxruntime-web@", failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.In("page")));
    }

    [Fact]
    public async Task A_runtime_with_other_bytes_is_refused()
    {
        Directory.CreateDirectory(_folder.In("node_modules", "onnxruntime-web", "dist"));
        foreach (var name in BrowserRuntime.FileNames)
        {
            await File.WriteAllTextAsync(_folder.In("node_modules", "onnxruntime-web", "dist", name), "other");
        }

        var failure = await Assert.ThrowsAsync<DiscernException>(
            () => ClassifierPageWriter.WriteAsync(Trained(), _folder.In("page"), [_folder.In("node_modules")], CancellationToken.None));
        Assert.Contains("SHA-256", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>The fixture's run with weights: random ones tell pictures apart well enough to show a difference of pixels.</summary>
    private RunFolder Trained()
    {
        var graph = NetworkBuilder.Build(NetworkDescription.Of(_fixture.Run.Description));
        using var weights = Weights.Initialize(graph, seed: 3);
        SafeTensors.WriteWeights(_fixture.Run.ModelPath, graph, weights);
        return _fixture.Run;
    }

    private string Draw(string name, int width, int height)
    {
        // Waves of several lengths: much to average, much to interpolate, no two alike.
        var pixels = new byte[width * height * 3];
        for (var index = 0; index < pixels.Length; index++)
        {
            var (place, channel) = Math.DivRem(index, 3);
            var (y, x) = Math.DivRem(place, width);
            pixels[index] = (byte)(127 + (60 * Math.Sin(x * (0.31 + (channel * 0.07)))) + (60 * Math.Cos((y * 0.23) + (x * 0.05 * channel))));
        }

        var picture = new Picture(width, height, 3, pixels);
        var path = _folder.In(name);
        File.WriteAllBytes(path, name.EndsWith(".jpg", StringComparison.Ordinal) ? PictureEncoder.Jpeg(picture) : PictureEncoder.Png(picture));
        return path;
    }
}
