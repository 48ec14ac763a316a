using Discern.Classifiers;
using Discern.Classifiers.FineTune;
using Discern.Classifiers.Transfer;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Features.Backbones;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;
using Discern.Runs;

namespace Discern.Tests.Classifiers.FineTune;

/// <summary>The recipe's two steps on bodies built from code, with random numbers, at their smallest size.</summary>
public sealed class FineTuneRecipeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Vgg16_goes_both_steps_with_the_published_counts_and_again_from_what_was_kept()
    {
        RunFolder run = Train("first", "vgg16", new FineTuneOptions { Epochs = 2, Batch = 8, HasFlips = false }, 4, out RecordingObserver observer);

        Assert.Contains("2,425,988 of 14,780,868 parameters learn in the second step.", observer.Remarks);
        Assert.Equal(new ParameterCount(14_780_868, 2_425_988), run.Description.Parameters);
        Assert.Contains(observer.Remarks, remark => remark.Contains("random numbers (seed 1)", StringComparison.Ordinal));
        Assert.Contains(observer.Remarks, remark => remark.Contains("was computed in 40 passes", StringComparison.Ordinal));
        Assert.Equal([1, 2], observer.Epochs.Select(epoch => epoch.Epoch));
        Assert.InRange(run.Evaluation!.Test!.Accuracy.Value, 0.5, 1);
        AssertPredictsAsItself(run);

        RunFolder again = Train("again", "vgg16", new FineTuneOptions { Epochs = 2, Batch = 8, HasFlips = false }, 4, out observer);

        Assert.Contains("What the open layers begin with was kept from an earlier run.", observer.Remarks);
        Assert.Equal(File.ReadAllBytes(run.ModelPath), File.ReadAllBytes(again.ModelPath));
    }

    [Fact]
    public void Normalisation_and_what_is_not_open_stay_as_they_are()
    {
        var options = new FineTuneOptions { Epochs = 3, Batch = 8, Unfreeze = 2, LearningRate = 1e-3, Top = TransferTop.Logistic, LayerDecay = 1 };
        RunFolder run = Train("run", "resnet50", options, 2, out RecordingObserver observer);

        Assert.InRange(run.Description.BestEpoch!.Value, 1, 3);
        Backbone backbone = BackboneRegistry.Find("resnet50", new BackboneOptions { Size = 32 });
        using var begun = FineTuneNetwork.Build(backbone, new FineTuneDesign(2, 1, TransferTop.Logistic), 2);
        using Weights learnt = Model.Load(run, begun.Graph);
        IEnumerable<Parameter> ofBody = begun.Graph.Parameters.Where(parameter => parameter.Role is not ("scale" or "shift") && parameter.Shape.Rank != 2 && parameter.Shape.Count > 1);
        foreach (Parameter parameter in ofBody)
        {
            bool isSame = begun.Weights[parameter].Values.SequenceEqual(learnt[parameter].Values);
            Assert.True(isSame != parameter.IsTrainable, begun.Graph.NameOf(parameter));
        }

        Assert.Contains(ofBody, parameter => parameter.IsStatistic);
    }

    [Fact]
    public void The_deeper_the_slower()
    {
        Backbone backbone = BackboneRegistry.Find("vgg16", new BackboneOptions { Size = 32 });
        using var network = FineTuneNetwork.Build(backbone, new FineTuneDesign(2, 2.5, TransferTop.Dense), 4);

        double[] scales = [.. network.Graph.Parameters.Where(parameter => parameter.Role is "kernel").Select(parameter => parameter.LearningRateScale)];

        Assert.Equal([1 / 6.25, 1 / 2.5, 1, 1], scales.Select(scale => Math.Round(scale, 12)));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    public void A_decay_below_1_is_refused(double decay) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Train("run", "vgg16", new FineTuneOptions { LayerDecay = decay }, 2, out _));

    [Fact]
    public void Bfloat16_is_refused()
    {
        var options = new FineTuneOptions { BackboneOptions = new BackboneOptions { Precision = Precision.Bfloat16 } };

        Assert.Contains("single precision", Assert.Throws<ArgumentException>(() => Train("run", "vgg16", options, 2, out _)).Message, StringComparison.Ordinal);
    }

    private RunFolder Train(string name, string backbone, FineTuneOptions options, int classes, out RecordingObserver observer)
    {
        (byte Red, byte Blue)[] colours = [(230, 30), (30, 230), (230, 230), (30, 30)];
        for (int label = 0; label < classes; label++)
        {
            folder.WithSquares($"data/{label}", 10, colours[label].Red, colours[label].Blue);
        }

        RunFolder run = RunFolder.Create(folder.In(name));
        observer = new RecordingObserver();
        options = options with { Backbone = backbone, BackboneOptions = options.BackboneOptions with { Size = 32 }, FeatureFolder = folder.In("features") };
        new FineTuneRecipe().Run(DatasetReader.Read(folder.In("data")), options, run, observer, CancellationToken.None);
        return run;
    }

    private static void AssertPredictsAsItself(RunFolder run)
    {
        Dataset dataset = DatasetReader.Read(run.Description.Dataset.Path);
        using var predictor = new PicturePredictor(RunFolder.Open(run.Path), threads: 1);
        PredictionTable table = predictor.Predict(dataset, dataset.Of(Split.Test), []);
        using var text = new StringWriter { NewLine = "\n" };
        table.Write(text);
        Assert.Equal(File.ReadAllText(Path.Combine(run.Path, "predictions-test.csv")), text.ToString());
    }
}
