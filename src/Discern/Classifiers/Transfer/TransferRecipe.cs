using System.Text.Json;
using Discern.Balancing;
using Discern.Classifiers.Balance;
using Discern.Classifiers.Logistic;
using Discern.Classifiers.Tops;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Features;
using Discern.Neural.Graphs;
using Discern.Runs;

namespace Discern.Classifiers.Transfer;

/// <summary>The recipe <c>transfer</c>: a pretrained body looks at the pictures, and a logistic regression learns from what it sees.</summary>
/// <remarks>
/// Features are computed once for each view of a picture (as it is, mirrored, in drawn variants) and kept on disk. The strength of the penalty is chosen by cross-validation on
/// the training pictures, stratified and with groups kept together. A model of the training pictures alone judges the validation pictures; the final
/// model then learns from both, since nothing was chosen by the latter. Test pictures take no part in anything.
/// </remarks>
/// <example><code>
/// Dataset dataset = DatasetReader.Read("pictures");
/// RunDescription run = new TransferRecipe().Run(dataset, new TransferOptions(), RunFolder.Create("runs/first"), observer, CancellationToken.None);
/// </code></example>
public sealed class TransferRecipe
{
    internal const string Name = "transfer";

    private readonly TimeProvider time;

    /// <summary>Makes the recipe.</summary>
    /// <param name="time">The clock of the run's timings; null for the system's.</param>
    public TransferRecipe(TimeProvider? time = null) => this.time = time ?? TimeProvider.System;

    /// <summary>Computes features, fits, predicts all splits, takes the figures, and writes it all to the run's folder.</summary>
    /// <param name="dataset">The pictures.</param>
    /// <param name="options">How to learn.</param>
    /// <param name="run">A new folder.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <param name="cancellation">Stops the run; the features that were computed stay in the cache.</param>
    /// <returns>The description, as <c>run.json</c> holds it.</returns>
    /// <exception cref="DiscernException">The data or the backbone cannot be used; the sentence says why.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public RunDescription Run(Dataset dataset, TransferOptions options, RunFolder run, IRunObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(observer);
        options.Validate();
        var clock = new RunClock(time, observer, options.Profiler);
        var writer = new RunWriter(run, clock, observer);
        RunBackbone backbone = RunBackbone.Find(options.Backbone, options.BackboneOptions);
        using var workers = new Workers(options.Threads) { Observer = options.Profiler };

        clock.Begin(RunPhase.Features);
        using PreparedFeatures prepared = new FeaturePreparation(dataset, backbone, options, workers, clock, cancellation).Prepare();
        DatasetFeatures features = prepared.Features;
        foreach (string remark in backbone.Remarks.Append(Source(prepared, backbone)))
        {
            observer.OnRemark(remark);
        }

        RunDescription description = Describe(prepared, backbone, options, workers);
        writer.Begin(description);

        clock.Begin(RunPhase.Training);
        using LearntTop learnt = new TopLearner(features, options, workers, cancellation).Learn(run);
        description = Describe(description, learnt, options.Sampler);
        if (learnt.Resampling is { } chosen)
        {
            BalanceCsv.Write(run, features.Examples, chosen);
        }

        foreach (string remark in description.Remarks)
        {
            observer.OnRemark(remark);
        }

        writer.Evaluate(
            split => features.Decide(split, split == Split.Validation ? learnt.Validation : features.Predict(split, learnt.Top), description.Threshold),
            options.Seed);
        if (learnt.OutOfFold is { } outOfFold)
        {
            run.SaveOutOfFold(features.Decide(Split.Train, outOfFold, description.Threshold));
        }

        return writer.Finish(description);
    }

    /// <summary>Makes a finished run's classifier ready.</summary>
    internal static FeatureModel Open(RunFolder run, Workers workers, string? featureFolder)
    {
        Model.Require(run);
        FeatureExtractor extractor = RunBackbone.Of(run).Open(featureFolder, workers);
        try
        {
            return new FeatureModel(extractor, new FeatureRoots(), Flips.Of(run.Description), run.Description.Network is TopLearner.Dense ? OpenDense(run, extractor.Columns, workers) : OpenLogistic(run, extractor.Columns, workers));
        }
        catch
        {
            extractor.Dispose();
            throw;
        }
    }

    private static NetworkTop OpenDense(RunFolder run, int columns, Workers workers)
    {
        Graph graph = DenseTop.Build(columns, run.Description.Classes.Count);
        return new NetworkTop(graph, Model.Load(run, graph), workers);
    }

    private static LogisticTop OpenLogistic(RunFolder run, int columns, Workers workers)
    {
        LogisticModel model = LogisticModelFile.Read(run.ModelPath);
        return model.Features == columns && model.Classes == run.Description.Classes.Count
            ? new LogisticTop(model, workers)
            : throw new DiscernException(
                $"The model in '{run.Path}' is for {model.Features} features and {model.Classes} classes, the run for {columns} and {run.Description.Classes.Count}. Take the run from a copy, or train again.");
    }

    private static string Source(PreparedFeatures prepared, RunBackbone backbone) =>
        $"'{backbone.Name}' gives {prepared.Features.Columns:N0} features of each picture; "
        + (prepared.Extractor.Computed == 0 ? "all were kept from an earlier run." : $"{prepared.Extractor.Computed:N0} passes were computed, the rest kept from earlier runs.");

    private static RunDescription Describe(PreparedFeatures prepared, RunBackbone backbone, TransferOptions options, Workers workers) =>
        RunWriter.Describe(Name, prepared.Features.Examples, options.ClassWeights, options.Seed, workers.Count) with
        {
            Balance = new Remedies { Sampler = options.Sampler }.Name(options.ClassWeights),
            Size = backbone.Size,
            Backbone = backbone.Name,
            BackboneIdentity = backbone.Identity,
            Remarks = prepared.Reason is { } reason ? [reason] : [],
            IsFlipAveraged = Flips.Decide(options.HasFlips, prepared.Features.Examples.Dataset, backbone.Backbone),
            Options = new Dictionary<string, JsonElement>(backbone.In(prepared.Extractor.Precision).Options, StringComparer.Ordinal)
            {
                ["classWeights"] = JsonSerializer.SerializeToElement(options.ClassWeights.ToString()),
                ["folds"] = JsonSerializer.SerializeToElement(options.Folds),
                ["augment"] = JsonSerializer.SerializeToElement(options.Augment),
                ["augmentation"] = JsonSerializer.SerializeToElement(options.Augmentation, JsonSerializerOptions.Web),
                ["precision"] = JsonSerializer.SerializeToElement(prepared.Extractor.Precision.ToString().ToLowerInvariant()),
                ["features"] = JsonSerializer.SerializeToElement(prepared.Features.Columns),
            },
        };

    private static RunDescription Describe(RunDescription description, LearntTop learnt, Sampler? sampler)
    {
        string? balance = learnt.Resampling is null ? null : BalanceRecord.Sentence(sampler!, learnt.Resampling, description.Classes);
        return description with
        {
            Network = learnt.Network,
            Parameters = learnt.Parameters,
            Threshold = learnt.Threshold?.Threshold ?? description.Threshold,
            ThresholdChoice = learnt.Threshold,
            Choice = learnt.Choice,
            Options = new Dictionary<string, JsonElement>(description.Options.Concat(learnt.Options), StringComparer.Ordinal),
            Resampled = learnt.Resampling is null ? null : BalanceRecord.Of(learnt.Resampling),
            Remarks = [.. description.Remarks, .. new[] { learnt.Choice?.Reason, balance, learnt.Threshold?.Sentence }.OfType<string>(), .. learnt.Remarks],
        };
    }
}
