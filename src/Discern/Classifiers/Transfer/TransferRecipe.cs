using System.Text.Json;
using Discern.Classifiers.Logistic;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Features;
using Discern.Runs;

namespace Discern.Classifiers.Transfer;

/// <summary>The recipe <c>transfer</c>: a pretrained body looks at the pictures, and a logistic regression learns from what it sees.</summary>
/// <remarks>
/// Features are computed once for each picture and kept on disk. The strength of the penalty is chosen by cross-validation on
/// the training pictures, stratified and with groups kept together, and the model is then fitted to all of them. Validation
/// and test pictures take no part in it, so that the figures on both are honest.
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
        var clock = new RunClock(time, observer);
        var writer = new RunWriter(run, clock, observer);
        RunBackbone backbone = RunBackbone.Find(options.Backbone);
        using var workers = new Workers(options.Threads);

        clock.Begin(RunPhase.Features);
        using FeatureExtractor extractor = backbone.Open(options.FeatureFolder, workers);
        using DatasetFeatures features = DatasetFeatures.Read(dataset, extractor, clock, cancellation);
        observer.OnRemark(Source(features, extractor, backbone));
        RunDescription description = Describe(features, backbone, options, workers);
        writer.Begin(description);

        clock.Begin(RunPhase.Training);
        IReadOnlyList<float>? classWeights = options.ClassWeights.For(dataset.Classes, features.Examples.CountsOf(Split.Train));
        LogisticLearning learning = LogisticLearning.Learn(features.TrainingTable(), classWeights, options, workers, cancellation);
        LogisticModelFile.Write(run.ModelPath, learning.Fit.Model);
        description = Describe(description, learning, options);
        foreach (string remark in description.Remarks)
        {
            observer.OnRemark(remark);
        }

        using var top = new LogisticTop(learning.Fit.Model, workers);
        writer.Evaluate(split => features.Predict(split, top, description.Threshold), options.Seed);
        return writer.Finish(description);
    }

    /// <summary>Makes a finished run's classifier ready.</summary>
    internal static FeatureModel Open(RunFolder run, Workers workers)
    {
        Model.Require(run);
        var top = new LogisticTop(LogisticModelFile.Read(run.ModelPath), workers);
        return new FeatureModel(RunBackbone.Of(run).Open(featureFolder: null, workers), top);
    }

    private static string Source(DatasetFeatures features, FeatureExtractor extractor, RunBackbone backbone) =>
        $"'{backbone.Name}' gives {features.Columns:N0} features of each picture; "
        + (extractor.Computed == 0 ? "all were kept from an earlier run." : $"{extractor.Computed:N0} passes were computed, the rest kept from earlier runs.");

    private static RunDescription Describe(DatasetFeatures features, RunBackbone backbone, TransferOptions options, Workers workers) =>
        RunWriter.Describe(Name, features.Examples, options.ClassWeights, options.Seed, workers.Count) with
        {
            Network = "logistic regression",
            Size = backbone.Size,
            Backbone = backbone.Name,
            BackboneIdentity = backbone.Identity,
            Options = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
            {
                ["classWeights"] = JsonSerializer.SerializeToElement(options.ClassWeights.ToString()),
                ["folds"] = JsonSerializer.SerializeToElement(options.Folds),
                ["features"] = JsonSerializer.SerializeToElement(features.Columns),
            },
        };

    private static RunDescription Describe(RunDescription description, LogisticLearning learning, TransferOptions options)
    {
        LogisticModel model = learning.Fit.Model;
        long parameters = model.Coefficients.Length + model.Intercepts.Length;
        return description with
        {
            Parameters = new ParameterCount(parameters, parameters),
            Options = new Dictionary<string, JsonElement>(description.Options, StringComparer.Ordinal)
            {
                ["strength"] = JsonSerializer.SerializeToElement(learning.Search.Chosen),
            },
            Remarks = [.. learning.Remarks],
        };
    }
}
