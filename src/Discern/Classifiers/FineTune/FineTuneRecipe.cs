using System.Text.Json;
using Discern.Balancing;
using Discern.Classifiers.Balance;
using Discern.Classifiers.Logistic;
using Discern.Classifiers.Tops;
using Discern.Classifiers.Transfer;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Features;
using Discern.Features.Backbones;
using Discern.Neural.Graphs;
using Discern.Neural.Profiling;
using Discern.Neural.Training;
using Discern.Runs;

namespace Discern.Classifiers.FineTune;

/// <summary>The recipe <c>fine-tune</c>: after the top, the last convolutions of a pretrained body learn too.</summary>
/// <remarks>
/// Step one trains a top on the whole body's features: a logistic regression, or a small dense network. Step two begins with its numbers and
/// trains them on, together with the last convolutions, by stochastic gradient descent, the deeper the slower; normalisation stays
/// as it is. What lies before those convolutions is computed once for each picture and kept on disk. The epoch with the smallest validation loss is kept, and where none is better than step one, step one.
/// </remarks>
/// <example><code>
/// RunDescription run = new FineTuneRecipe().Run(dataset, new FineTuneOptions { Unfreeze = 2 }, RunFolder.Create("runs/first"), observer, CancellationToken.None);
/// </code></example>
public sealed class FineTuneRecipe
{
    internal const string Name = "fine-tune";

    private const string UnfreezeOption = "unfreeze";
    private const string TopOption = "top";

    // What crosses the cut is whole maps: beyond this they are computed again rather than kept.
    private const long MostBytesKept = 4L << 30;

    private readonly TimeProvider time;

    /// <summary>Makes the recipe.</summary>
    /// <param name="time">The clock of the run's timings; null for the system's.</param>
    public FineTuneRecipe(TimeProvider? time = null) => this.time = time ?? TimeProvider.System;

    /// <summary>Takes both steps, predicts all splits, takes the figures, and writes it all to the run's folder.</summary>
    /// <param name="dataset">The pictures.</param>
    /// <param name="options">How to learn.</param>
    /// <param name="run">A new folder.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The description, as <c>run.json</c> holds it; epoch 0 is step one.</returns>
    /// <exception cref="DiscernException">The data or the backbone cannot be used, or there are no validation pictures.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public RunDescription Run(Dataset dataset, FineTuneOptions options, RunFolder run, IRunObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(observer);
        options.Validate();
        var clock = new RunClock(time, observer, options.Profiler);
        var writer = new RunWriter(run, clock, observer);
        RunBackbone backbone = RunBackbone.Find(options.Backbone, options.BackboneOptions);
        FineTuneDesign design = DesignOf(options, backbone.Backbone);
        using var workers = new Workers(options.Threads) { Observer = options.Profiler };

        clock.Begin(RunPhase.Features);
        using var network = FineTuneNetwork.Build(backbone.Backbone, design, dataset.Classes.Count);
        foreach (string remark in (IEnumerable<string>)[.. backbone.Remarks, Learners(network)])
        {
            observer.OnRemark(remark);
        }

        PictureSelection? selection = StepOne(dataset, backbone, network, design.Top, options, clock, workers, cancellation);
        long crossingBytes = (long)dataset.Examples.Count * network.Graph.InputNode.Shape.Channels * sizeof(float);
        using FeatureExtractor extractor = Before(backbone.Backbone, design, crossingBytes <= MostBytesKept ? options.FeatureFolder : null, workers, options.Profiler);
        using DatasetFeatures crossing = DatasetFeatures.Read(dataset, extractor, prepare: null, options.ViewsOf(dataset, backbone.Backbone), clock, cancellation, options.Communicator);
        observer.OnRemark(extractor.Computed == 0
            ? "What the open layers begin with was kept from an earlier run."
            : $"What the open layers begin with, {crossing.Columns:N0} numbers for each picture, was computed in {extractor.Computed:N0} passes; epochs do not compute it again.");
        if (crossing.LabelsOf(Split.Validation).Length == 0)
        {
            throw new DiscernException("There are no validation pictures, by which the best epoch is chosen. Add some, or use the recipe transfer, which needs none.");
        }

        string[] making = [];
        RunDescription description = Describe(crossing, backbone, design, options, network, workers);
        writer.Begin(description);

        clock.Begin(RunPhase.Training);
        Model.Save(run, network.Graph, network.Weights);
        if (selection is not null)
        {
            BalanceCsv.Write(run, crossing.Examples, selection.Resampling);
            making = [BalanceRecord.Sentence(options.Remedies.Sampler!, selection.Resampling, dataset.Classes), .. selection.Resampling.Remarks];
            description = description with { Resampled = BalanceRecord.Of(selection.Resampling) };
        }

        var training = new SecondStep(network, crossing, options, workers)
        {
            Selected = selection is null ? null : new SelectedRows(selection, crossing.Examples, options.ViewsOf(dataset, backbone.Backbone).Of(Split.Train)),
            Counts = selection?.Resampling.CountsAfter ?? crossing.Examples.CountsOf(Split.Train),
        };
        if (options.IsLearningRateSearched)
        {
            LearningRateSearch search = training.FindLearningRate(cancellation);
            run.Save(search);
            observer.OnRemark(search.Sentence());
            description = description with { Options = new Dictionary<string, JsonElement>(description.Options, StringComparer.Ordinal) { ["learningRate"] = JsonSerializer.SerializeToElement(search.Suggested) } };
        }

        int best = training.Train(new HistoryKeeper(run, options.Epochs, clock, observer), clock.Time, cancellation);
        Model.Save(run, network.Graph, network.Weights);
        description = description with
        {
            BestEpoch = best,
            Remarks =
            [
                .. making,
                best == 0
                    ? "No epoch of the second step was better on the validation pictures than the top alone that it began with: that one is the classifier."
                    : $"The second step was best after epoch {best}, which is the classifier.",
            ],
        };
        foreach (string remark in description.Remarks)
        {
            observer.OnRemark(remark);
        }

        if (!run.IsWritten)
        {
            return description; // the process that writes the run judges it
        }

        using var tuned = new NetworkTop(network.Graph, Model.Load(run, network.Graph), workers);
        writer.Evaluate(split => crossing.Decide(split, crossing.Predict(split, tuned), description.Threshold), options.Seed);
        return writer.Finish(description);
    }

    /// <summary>Makes a finished run's classifier ready.</summary>
    internal static FeatureModel Open(RunFolder run, Workers workers)
    {
        Model.Require(run);
        RunDescription description = run.Description;
        int unfreeze = description.Options.TryGetValue(UnfreezeOption, out JsonElement value) && value.TryGetInt32(out int number) && number > 0
            ? number
            : throw new DiscernException($"run.json of '{run.Path}' does not say how many convolutions learnt ('{UnfreezeOption}'). Take the file from a copy of the run, or train again.");
        RunBackbone backbone = RunBackbone.Of(run);
        TransferTop kind = description.Options.TryGetValue(TopOption, out JsonElement name) && name.ValueEquals("dense") ? TransferTop.Dense : TransferTop.Logistic;
        var design = new FineTuneDesign(unfreeze, LayerDecay: 1, kind);
        using var network = FineTuneNetwork.Build(backbone.Backbone, design, description.Classes.Count);
        var top = new NetworkTop(network.Graph, Model.Load(run, network.Graph), workers);
        return new FeatureModel(Before(backbone.Backbone, design, featureFolder: null, workers), prepare: null, Flips.Of(description), top);
    }

    private static FineTuneDesign DesignOf(FineTuneOptions options, Backbone backbone) =>
        new(options.Unfreeze, options.LayerDecay, options.Top ?? (backbone.HasDenseTop ? TransferTop.Dense : TransferTop.Logistic));

    private static string Learners(FineTuneNetwork network) =>
        $"{network.Graph.TrainableParameterCount:N0} of {network.FrozenBefore + network.Graph.ParameterCount:N0} parameters learn in the second step.";

    private static PictureSelection? StepOne(
        Dataset dataset, RunBackbone backbone, FineTuneNetwork network, TransferTop top, FineTuneOptions options, RunClock clock, Workers workers, CancellationToken cancellation)
    {
        using FeatureExtractor extractor = backbone.Open(options.FeatureFolder, workers, options.Profiler);
        using DatasetFeatures features = DatasetFeatures.Read(dataset, extractor, prepare: null, options.ViewsOf(dataset, backbone.Backbone), clock, cancellation, options.Communicator);
        IReadOnlyList<float>? classWeights = options.ClassWeights.For(dataset.Classes, features.Examples.CountsOf(Split.Train));
        PictureSelection? selection = options.Remedies.Sampler is { } sampler and not NoSampling
            ? PictureSelection.Choose(features.Examples, sampler, options.Seed, options.FeatureFolder, clock, workers, cancellation)
            : null;
        SelectedRows? selected = selection is null ? null : new SelectedRows(selection, features.Examples, options.ViewsOf(dataset, backbone.Backbone).Of(Split.Train));
        TrainingTable table = features.TableUpTo(Split.Train);
        if (top == TransferTop.Dense)
        {
            Graph graph = DenseTop.Build(features.Columns, dataset.Classes.Count);
            using BalancedTable? balanced = selected?.Apply(table, [.. Enumerable.Range(0, table.Count)], workers, cancellation);
            using Weights weights = DenseTop.Train(graph, balanced?.Table ?? table, classWeights, options.Seed, workers, cancellation);
            network.TakeTop(graph, weights);
        }
        else
        {
            var transfer = new TransferOptions { Seed = options.Seed };
            network.TakeTop(LogisticLearning.Learn(table, LogisticLearning.Options(classWeights, selected), transfer, workers, cancellation).Fit.Model);
        }

        return selection;
    }

    private static FeatureExtractor Before(Backbone backbone, FineTuneDesign design, string? featureFolder, Workers workers, Profiler? profiler = null) =>
        new(new CutBackbone(backbone, design.Unfreeze), new FeatureOptions { CacheFolder = featureFolder, Threads = workers.Count, Profiler = profiler }, workers);

    private static RunDescription Describe(DatasetFeatures crossing, RunBackbone backbone, FineTuneDesign design, FineTuneOptions options, FineTuneNetwork network, Workers workers) =>
        RunWriter.Describe(Name, crossing.Examples, options.ClassWeights, options.Seed, workers.Count) with
        {
            Balance = options.Remedies.Name(options.ClassWeights),
            Network = $"{backbone.Name}, {options.Unfreeze} of its last convolutions open",
            Size = backbone.Size,
            Backbone = backbone.Name,
            BackboneIdentity = backbone.Identity,
            IsFlipAveraged = Flips.Decide(options.HasFlips, crossing.Examples.Dataset, backbone.Backbone),
            Parameters = new ParameterCount(network.FrozenBefore + network.Graph.ParameterCount, network.Graph.TrainableParameterCount),
            Options = new Dictionary<string, JsonElement>(backbone.Options, StringComparer.Ordinal)
            {
                [UnfreezeOption] = JsonSerializer.SerializeToElement(options.Unfreeze),
                [TopOption] = JsonSerializer.SerializeToElement(design.Top == TransferTop.Dense ? "dense" : "logistic"),
                ["layerDecay"] = JsonSerializer.SerializeToElement(options.LayerDecay),
                ["epochs"] = JsonSerializer.SerializeToElement(options.Epochs),
                ["parts"] = JsonSerializer.SerializeToElement(options.Parts),
                ["batch"] = JsonSerializer.SerializeToElement(options.Batch),
                ["learningRate"] = JsonSerializer.SerializeToElement(options.LearningRate),
                ["labelSmoothing"] = JsonSerializer.SerializeToElement(options.LabelSmoothing),
                ["mixup"] = JsonSerializer.SerializeToElement(options.Mixup),
                ["metric"] = JsonSerializer.SerializeToElement(MetricName.Of(options.Metric)),
                ["patience"] = JsonSerializer.SerializeToElement(options.EarlyStopping?.Patience),
                ["augment"] = JsonSerializer.SerializeToElement(options.Augment),
                ["augmentation"] = JsonSerializer.SerializeToElement(options.Augmentation, JsonSerializerOptions.Web),
                ["sampler"] = JsonSerializer.SerializeToElement(options.Remedies.Sampler?.Name ?? "none"),
                ["focalGamma"] = JsonSerializer.SerializeToElement(options.Remedies.FocalGamma),
                ["balancedBatches"] = JsonSerializer.SerializeToElement(options.Remedies.HasBalancedBatches),
                ["logitAdjustment"] = JsonSerializer.SerializeToElement(options.Remedies.LogitAdjustment),
                ["optimizer"] = JsonSerializer.SerializeToElement("sgd"),
                ["classWeights"] = JsonSerializer.SerializeToElement(options.ClassWeights.ToString()),
            },
        };
}
