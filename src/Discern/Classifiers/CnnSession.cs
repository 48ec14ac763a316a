using System.Text.Json;
using Discern.Balancing;
using Discern.Classifiers.Balance;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Neural.Graphs;
using Discern.Neural.Training;
using Discern.Neural.Training.Distributed;
using Discern.Neural.Training.Optimizers;
using Discern.Neural.Training.Schedules;
using Discern.Runs;

namespace Discern.Classifiers;

/// <summary>What one run of the recipe works with, from decoded pictures to predictions.</summary>
internal sealed class CnnSession : IDisposable
{
    public const string Recipe = "cnn";

    /// <summary>A batch is one block of memory, at most so many numbers: 2 GB.</summary>
    private const long LargestBatch = 1L << 29;

    private readonly Dataset dataset;
    private readonly NetworkDescription network;
    private readonly CnnOptions options;
    private readonly RunClock clock;
    private readonly PictureCache cache;
    private readonly Workers workers;
    private readonly Weights weights;
    private readonly BatchFiller filler;
    private readonly ReadableExamples readable;
    private readonly int batch;
    private double learningRate;
    private PictureSelection? selection;

    private CnnSession(Dataset dataset, NetworkDescription network, CnnOptions options, RunClock clock, PictureCache cache)
    {
        this.dataset = dataset;
        this.network = network;
        this.options = options;
        this.clock = clock;
        this.cache = cache;
        batch = options.Batch ?? network.Batch;
        learningRate = options.LearningRate;
        Graph = NetworkBuilder.Build(network);
        workers = new Workers(options.Threads) { Observer = options.Profiler };
        weights = Weights.Initialize(Graph, options.Seed);
        filler = new BatchFiller(cache, network, workers);
        readable = new ReadableExamples(dataset, cache.Failures);
    }

    public Graph Graph { get; }

    /// <summary>What the user should know of how the network comes about, as sentences.</summary>
    public IEnumerable<string> Remarks
    {
        get
        {
            if (cache.Remark is { } decodedAnew)
            {
                yield return decodedAnew;
            }

            if (selection is not null)
            {
                yield return BalanceRecord.Sentence(options.Remedies.Sampler!, selection.Resampling, dataset.Classes);
                foreach (string remark in selection.Resampling.Remarks)
                {
                    yield return remark;
                }
            }
        }
    }

    /// <summary>Decodes the pictures and builds the network.</summary>
    /// <exception cref="DiscernException">Nothing is left to learn of a class, or the network cannot be built.</exception>
    public static CnnSession Prepare(Dataset dataset, NetworkDescription network, CnnOptions options, RunClock clock, CancellationToken cancellation)
    {
        int asked = options.Batch ?? network.Batch;
        if ((long)asked * network.Size * network.Size * network.Channels > LargestBatch)
        {
            throw new DiscernException($"A batch of {asked} pictures of {network.Size}×{network.Size} is more than fits in one block of memory. Ask for a smaller batch, or smaller pictures.");
        }

        string[] paths = [.. dataset.Examples.Select(dataset.FullPath)];
        var pictures = PictureCache.Read(paths, network, options, done => clock.Report(done, paths.Length), cancellation);
        try
        {
            new ReadableExamples(dataset, pictures.Failures).RequireEveryClassInTraining();
            return new CnnSession(dataset, network, options, clock, pictures);
        }
        catch
        {
            pictures.Dispose();
            throw;
        }
    }

    /// <summary>Lets a sampler choose the pictures to learn from, where one is asked for.</summary>
    /// <exception cref="DiscernException">The pretrained network that it looks with is not there.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void ChoosePictures(RunFolder run, CancellationToken cancellation)
    {
        if (options.Remedies.Sampler is { } sampler and not NoSampling)
        {
            clock.Begin(RunPhase.Features);
            selection = PictureSelection.Choose(readable, sampler, options.Seed, options.FeatureFolder, clock, workers, cancellation);
            BalanceCsv.Write(run, readable, selection.Resampling);
        }
    }

    /// <summary>Searches for the learning rate where that is asked for and the training begins anew.</summary>
    /// <exception cref="OperationCanceledException">The search was stopped.</exception>
    public void ChooseLearningRate(RunFolder run, IRunObserver observer, CancellationToken cancellation)
    {
        if (options is { IsLearningRateSearched: true, Continue: null })
        {
            LearningRateSearch search = LearningRateSearch.Run(
                Graph, weights, Training(), new TrainingBatches(TrainingPictures(), options, filler), workers, cancellation);
            learningRate = search.Suggested;
            run.Save(search);
            observer.OnRemark(search.Sentence());
        }
    }

    /// <summary>Trains, and writes the best epoch's weights.</summary>
    /// <returns>The best epoch, counted from 1.</returns>
    /// <exception cref="OperationCanceledException">Training was stopped; the best weights so far are written.</exception>
    public int Train(RunFolder run, RunFolder? earlier, IRunObserver observer, CancellationToken cancellation)
    {
        using TrainingState? resumed = earlier is null ? null : TrainingState.Read(earlier.CheckpointPath, Graph);
        int epochsBefore = resumed?.History.Count ?? 0;
        bool isOnlyUnjudged = epochsBefore == options.Epochs && earlier is { Description.IsFinished: false }; // stopped after its last epoch
        if (epochsBefore >= options.Epochs && !isOnlyUnjudged)
        {
            throw new DiscernException($"The run '{earlier!.Path}' has {epochsBefore} epochs already, and {options.Epochs} in all are asked for. Ask for more epochs to go on.");
        }

        LabelledPicture[] validation = PicturesOf(Split.Validation);
        if (validation.Length == 0)
        {
            observer.OnRemark("There are no validation pictures: the best epoch is chosen by the training loss, which hides overfitting.");
        }

        TrainingOptions training = Training();
        var trainer = new Trainer(Graph, weights, training, workers, clock.Time);
        TrainingResult result = trainer.Train(
            new TrainingBatches(TrainingPictures(), options, filler),
            validation.Length == 0 ? null : new PlainBatches(validation, new BatchFiller(cache, network, workers), training.ClassWeights),
            resumed,
            new EpochKeeper(run, Graph, options.Epochs, epochsBefore, clock, observer),
            cancellation);
        using TrainingState state = result.State;
        if (state.BestEpoch > 0)
        {
            weights.CopyFrom(state.BestWeights);
            Model.Save(run, Graph, weights);
        }

        return result.Ending == TrainingEnding.Cancelled ? throw new OperationCanceledException(cancellation) : state.BestEpoch;
    }

    /// <summary>Predicts all pictures of a split that can be read; processes that train together predict a share each.</summary>
    public PredictionTable Predict(Split split, CancellationToken cancellation)
    {
        Example[] examples = [.. readable.Of(split).Select(pair => pair.Example)];
        int columns = dataset.Classes.Count + 1; // whether the picture is there still, and its probabilities
        float[] answers = new float[(long)examples.Length * columns];
        Answer(new PlainBatches(PicturesOf(split), filler), answers, cancellation);
        options.Communicator?.GatherRows(answers, columns);
        cache.ShareFailures(options.Communicator);

        var rows = new List<Prediction>(examples.Length);
        for (int row = 0; row < examples.Length; row++)
        {
            if (answers[(long)row * columns] > 0)
            {
                float[] own = answers.AsSpan((row * columns) + 1, columns - 1).ToArray();
                rows.Add(new Prediction(examples[row].Path, examples[row].Label, Decision.Of(own, threshold: 0.5), own));
            }
        }

        return new PredictionTable(dataset.Classes, rows);
    }

    /// <summary>What is known of the run, all but its timings.</summary>
    public RunDescription Describe() => RunWriter.Describe(Recipe, readable, options.ClassWeights, options.Seed, workers.Count) with
    {
        Balance = options.Remedies.Name(options.ClassWeights),
        Resampled = selection is null ? null : BalanceRecord.Of(selection.Resampling),
        Remarks = [.. Remarks],
        Network = network.Name,
        Size = network.Size,
        Channels = network.Channels,
        Layers = network.Layers,
        Options = OptionsByName(),
        IsFlipAveraged = options.HasFlips,
        Parameters = new ParameterCount(Graph.ParameterCount, Graph.TrainableParameterCount),
    };

    public void Dispose()
    {
        weights.Dispose();
        workers.Dispose();
        cache.Dispose();
    }

    // Rows of this process's share: 1 for a picture that could be read, and its probabilities.
    private void Answer(PlainBatches source, Span<float> answers, CancellationToken cancellation)
    {
        using var classifier = new Classifier(Graph, weights, batch, workers, options.Profiler?.Plan("prediction"));
        var averaging = new FlipAveraging(classifier, network, options.HasFlips);
        int classes = dataset.Classes.Count;
        float[] inputs = new float[(long)batch * network.Size * network.Size * network.Channels];
        int[] labels = new int[batch];
        float[] probabilities = new float[batch * classes];
        ExchangeSlice share = ExchangeSlice.Of(source.Count, options.Communicator?.Rank ?? 0, options.Communicator?.Size ?? 1);
        for (int done = 0; done < share.Count; done += batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int start = share.Start + done;
            int count = Math.Min(batch, share.Count - done);
            ReadOnlySpan<bool> isThere = source.Fill(start, inputs, labels.AsSpan(0, count));
            averaging.Predict(inputs, count, probabilities);
            for (int i = 0; i < count; i++)
            {
                Span<float> row = answers.Slice((start + i) * (classes + 1), classes + 1);
                row[0] = isThere[i] ? 1 : 0;
                probabilities.AsSpan(i * classes, classes).CopyTo(row[1..]);
            }

            clock.Report(done + count, share.Count);
        }
    }

    private TrainingOptions Training() => options.Remedies.Apply(PlainTraining(), selection?.Resampling.CountsAfter ?? readable.CountsOf(Split.Train));

    private TrainingOptions PlainTraining() => new()
    {
        Epochs = options.Epochs,
        Batch = batch,
        Optimizer = new AdamOptions { LearningRate = learningRate },
        Schedule = network.IsAnnealed ? new CosineSchedule() : new ConstantSchedule(),
        EarlyStopping = options.EarlyStopping,
        Metric = options.Metric,

        // Validation is judged by them too: an unweighted loss would keep the epoch that neglects the rare class most.
        ClassWeights = options.ClassWeights.For(dataset.Classes, readable.CountsOf(Split.Train)),
        LabelSmoothing = options.LabelSmoothing,
        Mixup = options.Mixup,
        Parts = options.Parts,
        Communicator = options.Communicator,
        Seed = options.Seed,
        Profiler = options.Profiler,
    };

    private LabelledPicture[] TrainingPictures() => selection is null
        ? PicturesOf(Split.Train)
        : [.. PicturesOf(Split.Train).SelectMany(picture => Enumerable.Repeat(picture, selection.TimesOf(picture.Index)))];

    private LabelledPicture[] PicturesOf(Split split) => [.. readable.Of(split).Select(pair => new LabelledPicture(pair.Index, pair.Example.Label))];

    private Dictionary<string, JsonElement> OptionsByName() => new(StringComparer.Ordinal)
    {
        ["batch"] = JsonSerializer.SerializeToElement(batch),
        ["parts"] = JsonSerializer.SerializeToElement(options.Parts),
        ["epochs"] = JsonSerializer.SerializeToElement(options.Epochs),
        ["augment"] = JsonSerializer.SerializeToElement(options.Augment),
        ["augmentation"] = JsonSerializer.SerializeToElement(options.Augmentation, JsonSerializerOptions.Web),
        ["classWeights"] = JsonSerializer.SerializeToElement(options.ClassWeights.ToString()),
        ["sampler"] = JsonSerializer.SerializeToElement(options.Remedies.Sampler?.Name ?? "none"),
        ["focalGamma"] = JsonSerializer.SerializeToElement(options.Remedies.FocalGamma),
        ["balancedBatches"] = JsonSerializer.SerializeToElement(options.Remedies.HasBalancedBatches),
        ["logitAdjustment"] = JsonSerializer.SerializeToElement(options.Remedies.LogitAdjustment),
        ["learningRate"] = JsonSerializer.SerializeToElement(learningRate),
        ["labelSmoothing"] = JsonSerializer.SerializeToElement(options.LabelSmoothing),
        ["mixup"] = JsonSerializer.SerializeToElement(options.Mixup),
        ["metric"] = JsonSerializer.SerializeToElement(MetricName.Of(options.Metric)),
        ["patience"] = JsonSerializer.SerializeToElement(options.EarlyStopping?.Patience),
        ["schedule"] = JsonSerializer.SerializeToElement(network.IsAnnealed ? "cosine" : "constant"),
        ["optimizer"] = JsonSerializer.SerializeToElement("adam"),
        ["cacheBytes"] = JsonSerializer.SerializeToElement(options.CacheBytes ?? PictureCache.DefaultBudget),
        ["diskCacheBytes"] = JsonSerializer.SerializeToElement(cache.DiskBytes), // as much as these pictures ask for, and not what was free, which differs from run to run
    };
}
