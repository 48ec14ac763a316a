using Discern.Compute.Threading;
using Discern.Evaluation.Calibrating;
using Discern.Explaining;
using Discern.Explaining.Models;
using Discern.Imaging;

namespace Discern.Tests.Explaining;

public sealed class ExplainerTests : IDisposable
{
    private readonly Workers workers = new(2);
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        workers.Dispose();
    }

    [Theory]
    [InlineData(ExplainedUnit.Probability, Concealment.Blur)]
    [InlineData(ExplainedUnit.Probability, Concealment.Inpaint)]
    [InlineData(ExplainedUnit.Probability, Concealment.Mean)]
    [InlineData(ExplainedUnit.Logit, Concealment.Blur)]
    public void Base_value_and_shap_values_add_up_to_the_output(ExplainedUnit unit, Concealment concealment)
    {
        foreach (Calibration calibration in (Calibration[])[Calibration.None, new() { Method = CalibrationMethod.Temperature, Temperature = 1.7 }])
        {
            using ExplainedModel model = TinyModels.Convolutional(workers, isMirrored: true, calibration: calibration);
            using var explainer = new Explainer(model, new ExplanationOptions { Unit = unit, Concealment = concealment, Evaluations = 120 });
            Explanation explanation = explainer.Explain("noise", TinyModels.Noise(16, 1), progress: null, CancellationToken.None);

            Assert.Equal(3, explanation.Maps.Count);
            foreach (AttributionMap map in explanation.Maps)
            {
                double probability = explanation.Probabilities[map.Label];
                Assert.Equal(unit == ExplainedUnit.Probability ? probability : Math.Log(probability / (1 - probability)), map.Output, 1e-6);
                Assert.InRange(Math.Abs(map.Gap!.Value), 0, 1e-3);
                Assert.True(map.Values.Max(Math.Abs) > 0);
            }
        }
    }

    [Fact]
    public void A_picture_in_memory_is_explained_as_its_file_is_and_maps_are_shown_on_the_way()
    {
        using ExplainedModel model = TinyModels.Convolutional(workers, isMirrored: false, calibration: Calibration.None);
        using var explainer = new Explainer(model, new ExplanationOptions { Evaluations = 200 });
        string path = Write("noise.png", TinyModels.Noise(16, 1));
        var shown = new List<Explanation>();

        Explanation explanation = explainer.Explain(File.ReadAllBytes(path), "noise", shown.Add);

        Assert.InRange(shown.Count, 2, 3);
        Assert.All(shown, early => Assert.InRange(Math.Abs(early.Maps[0].Gap!.Value), 0, 1e-3));
        Assert.Equal("noise", explanation.Path);
        Assert.Equal(explainer.Explain(path).Maps[0].Values, explanation.Maps[0].Values);
        Assert.NotEqual(shown[0].Maps[0].Values, explanation.Maps[0].Values);
    }

    [Fact]
    public void Expected_gradients_of_a_linear_model_are_exact()
    {
        float[] coefficients = [.. Enumerable.Range(0, 8 * 8 * 3).Select(index => 0.001f * MathF.Sin(index))];
        using ExplainedModel model = TinyModels.Linear(coefficients, 8, 8, workers);
        string[] background = [.. Enumerable.Range(0, 1).Select(index => Write($"{index}.png", TinyModels.Noise(8, (ulong)index + 10)))];
        Picture other = TinyModels.Noise(8, 10);
        Picture picture = TinyModels.Noise(8, 2);
        using var explainer = new Explainer(model, new ExplanationOptions { Method = ExplanationMethod.ExpectedGradients, Unit = ExplainedUnit.Logit }, background);
        Explanation explanation = explainer.Explain("noise", picture, progress: null, CancellationToken.None);

        AttributionMap second = explanation.Maps.Single(map => map.Label == 1);
        for (int pixel = 0; pixel < 64; pixel++)
        {
            double expected = Enumerable.Range(pixel * 3, 3).Sum(value => coefficients[value] * ((double)picture.Pixels[value] - other.Pixels[value]));
            Assert.Equal(expected, second.Values[pixel], 1e-4);
        }

        Assert.InRange(Math.Abs(second.Gap!.Value), 0, 1e-3);
        Assert.Equal(-second.Sum, explanation.Maps.Single(map => map.Label == 0).Sum, 1e-6);
    }

    [Theory]
    [InlineData(false, CalibrationMethod.None)]
    [InlineData(true, CalibrationMethod.None)]
    [InlineData(true, CalibrationMethod.Temperature)]
    [InlineData(false, CalibrationMethod.Isotonic)]
    public void Gradients_go_through_mirror_and_calibration(bool isMirrored, CalibrationMethod method)
    {
        var calibration = new Calibration { Method = method, Temperature = 1.5, Inputs = [0, 1], Outputs = [0.2, 0.9] };
        using ExplainedModel model = TinyModels.Convolutional(workers, classes: 2, isMirrored, calibration);
        foreach (ExplainedUnit unit in Enum.GetValues<ExplainedUnit>())
        {
            var output = new ExplainedOutput(model, [1], unit);
            float[] pixels = ExplainedModel.Pixels(TinyModels.Noise(16, 3));
            double[] gradient = output.Gradients(pixels, 1, 1);
            double length = Math.Sqrt(gradient.Sum(value => value * value));
            const double Reach = 2;
            double At(double distance) =>
                output.Of(pixels.Zip(gradient, (pixel, slope) => (float)(pixel + (distance * slope / length))).ToArray(), 1)[0][0];
            double measured = (At(Reach) - At(-Reach)) / (2 * Reach);
            Assert.True(length > 0);
            Assert.Equal(1, measured / length, 0.03);
        }
    }

    [Fact]
    public void A_hires_map_adds_up_to_the_logit_without_its_bias_and_a_grad_cam_map_is_nowhere_negative()
    {
        using ExplainedModel model = TinyModels.Convolutional(workers);
        Picture picture = TinyModels.Noise(16, 4);
        using var hires = new Explainer(model, new ExplanationOptions { Method = ExplanationMethod.HiResCam });
        using var grad = new Explainer(model, new ExplanationOptions { Method = ExplanationMethod.GradCam });
        Explanation fine = hires.Explain("noise", picture, progress: null, CancellationToken.None);
        Explanation coarse = grad.Explain("noise", picture, progress: null, CancellationToken.None);

        foreach (AttributionMap map in fine.Maps)
        {
            Assert.Equal(256, map.Values.Count);
            Assert.Equal(map.Output, map.Sum, 0.1 * Math.Abs(map.Output) + 0.01); // edges count more once than often where places are spread
        }

        Assert.All(coarse.Maps, map => Assert.All(map.Values, value => Assert.True(value >= 0)));
        Assert.Contains(coarse.Maps, map => map.Sum > 0);
    }

    [Fact]
    public void Occlusion_finds_the_only_pixels_that_count()
    {
        float[] coefficients = new float[16 * 16];
        coefficients[(3 * 16) + 12] = 0.02f;
        using ExplainedModel model = TinyModels.Linear(coefficients, 16, 16, workers);
        byte[] pixels = new byte[256];
        pixels[(3 * 16) + 12] = 255;
        using var explainer = new Explainer(
            model, new ExplanationOptions { Method = ExplanationMethod.Occlusion, Concealment = Concealment.Mean, Classes = ["b"], Unit = ExplainedUnit.Logit });
        AttributionMap map = explainer.Explain("dot", new Picture(16, 16, 1, pixels), progress: null, CancellationToken.None).Maps[0];

        Assert.Equal((3 * 16) + 12, map.Values.Index().MaxBy(value => value.Item).Index);
        Assert.Equal(0, map.Values[0], 1e-4);
        Assert.Null(map.Base);
    }

    [Fact]
    public void A_map_is_scored_beside_random_ones_and_beside_shuffled_weights()
    {
        float[] coefficients = [.. Enumerable.Repeat(-0.0005f, 16 * 16)];
        for (int pixel = 0; pixel < 64; pixel++)
        {
            coefficients[((4 + (pixel / 8)) * 16) + 4 + (pixel % 8)] = 0.001f;
        }

        using ExplainedModel model = TinyModels.Linear(coefficients, 16, 16, workers);
        byte[] pixels = [.. coefficients.Select(coefficient => (byte)(coefficient > 0 ? 255 : 0))];
        using var explainer = new Explainer(
            model, new ExplanationOptions { Classes = ["b"], Concealment = Concealment.Mean, IsChecked = true });
        MapScores scores = explainer.Explain("square", new Picture(16, 16, 1, pixels), progress: null, CancellationToken.None).Maps[0].Scores!;

        Assert.True(scores.Insertion > scores.RandomInsertion + 0.05, $"{scores}");
        Assert.True(scores.Deletion < scores.RandomDeletion - 0.05, $"{scores}");
        Assert.InRange(scores.ShuffledCorrelation!.Value, -1, 0.9);
    }

    [Fact]
    public void A_map_that_does_not_depend_on_what_was_learnt_is_found_out()
    {
        // All weights are alike: there is nothing to lose by shuffling them.
        using ExplainedModel model = TinyModels.Linear([.. Enumerable.Repeat(0.0005f, 16 * 16)], 16, 16, workers);
        using var explainer = new Explainer(model, new ExplanationOptions { IsChecked = true, Evaluations = 100 });
        Explanation explanation = explainer.Explain("noise", TinyModels.Noise(16, 8, channels: 1), progress: null, CancellationToken.None);
        Assert.Equal(1, explanation.Maps[0].Scores!.ShuffledCorrelation!.Value, 1e-6);
    }

    [Fact]
    public void What_cannot_be_explained_is_said()
    {
        using ExplainedModel model = TinyModels.Linear(new float[64 * 3], 8, 8, workers);
        Picture picture = TinyModels.Noise(8, 2);
        using var cam = new Explainer(model, new ExplanationOptions { Method = ExplanationMethod.GradCam });
        Assert.Contains("has none", Assert.Throws<DiscernException>(() => cam.Explain("x", picture, null, default)).Message, StringComparison.Ordinal);
        using var gradients = new Explainer(model, new ExplanationOptions { Method = ExplanationMethod.ExpectedGradients });
        Assert.Contains("--background", Assert.Throws<DiscernException>(() => gradients.Explain("x", picture, null, default)).Message, StringComparison.Ordinal);
        Assert.Contains("There is no class 'c'", Assert.Throws<ArgumentException>(() => new Explainer(model, new ExplanationOptions { Classes = ["c"] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_map_and_progress_comes_to_its_end()
    {
        using ExplainedModel model = TinyModels.Convolutional(workers);
        int done = 0;
        using var explainer = new Explainer(model, new ExplanationOptions { Evaluations = 100 });
        Explanation first = explainer.Explain("noise", TinyModels.Noise(16, 6), work => done += work, CancellationToken.None);
        Explanation second = explainer.Explain("noise", TinyModels.Noise(16, 6), progress: null, CancellationToken.None);

        Assert.Equal(first.Maps[0].Values, second.Maps[0].Values);
        Assert.Equal(explainer.WorkPerPicture, done);
    }

    private string Write(string name, Picture picture)
    {
        string path = folder.In(name);
        File.WriteAllBytes(path, PictureEncoder.Png(picture));
        return path;
    }
}
