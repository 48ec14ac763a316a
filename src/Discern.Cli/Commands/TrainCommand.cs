using System.CommandLine;
using System.Globalization;
using Discern.Balancing;
using Discern.Classifiers;
using Discern.Classifiers.Auto;
using Discern.Classifiers.Balance;
using Discern.Classifiers.FineTune;
using Discern.Classifiers.Folds;
using Discern.Classifiers.Shares;
using Discern.Classifiers.Transfer;
using Discern.Cli.Rendering;
using Discern.Compute.Peaks;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Mpi;
using Discern.Neural.Profiling;
using Discern.Neural.Training;
using Discern.Runs;

namespace Discern.Cli.Commands;

/// <summary><c>discern train</c>: pictures in, a run folder out.</summary>
internal sealed class TrainCommand : DiscernCommand
{
    private const string FindRate = "find";

    private readonly Argument<string> data = new("DATA")
    {
        Description = "A folder with a folder per class, with train/ validation/ test/ over them, or with an index.csv.",
    };

    private readonly Option<string> recipe = new("--recipe")
    {
        Description = "How to learn. auto: what does best of what suits the data. transfer or logistic: a logistic regression on what a pretrained network sees. "
            + "fine-tune: that network's last layers too. cnn: a convolutional network from scratch.",
        HelpName = "auto|transfer|fine-tune|cnn",
        DefaultValueFactory = _ => "auto",
    };

    private readonly BackboneArguments backbone = new() { Precision = BackboneArguments.CheckedPrecision() };

    private readonly Option<int> unfreeze = new("--unfreeze")
    {
        Description = "With fine-tune: how many of the pretrained network's last convolutions learn too.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string?> top = new("--top")
    {
        Description = "With fine-tune: what stands on the network. Without: dense on vgg16, resnet50 and mobilenet-v2, logistic on all others.",
        HelpName = "logistic|dense",
    };

    private readonly Option<double> layerDecay = new("--layer-decay")
    {
        Description = "With fine-tune: how much slower each open convolution learns than what lies behind it; 1: all alike.",
        HelpName = "X",
        DefaultValueFactory = _ => 2.6,
    };

    private readonly Option<string?> network = new("--network")
    {
        Description = "A network by name, or a YAML file that describes one. Without: one that fits any size.",
        HelpName = "faces|hotdog|FILE.yml",
    };

    private readonly Option<int?> size = new("--size")
    {
        Description = "Width and height that pictures are brought to, in pixels. Without: the network's own.",
        HelpName = "N",
    };

    private readonly Option<int> augment = new("--augment")
    {
        Description = "Variants drawn of each training picture, with cnn anew in each epoch: turned, shifted, zoomed, flipped; 0: the pictures as they are.",
        HelpName = "N",
    };

    private readonly Option<string> classWeights = new("--class-weights")
    {
        Description = "How much the pictures of each class count: none, balanced, effective (by the effective number of pictures), or a weight for each.",
        HelpName = "balanced|effective|hotdog=7,nothotdog=1",
        DefaultValueFactory = _ => "none",
    };

    private readonly Option<string> balance = new("--balance")
    {
        Description = "Make the classes of the training pictures more equal, by a name of docs/balance.md; the recipes cnn and fine-tune take those that keep or repeat pictures.",
        HelpName = "oversample|cluster|tomek|near-miss|smote|…",
        DefaultValueFactory = _ => "none",
    };

    private readonly Option<string?> loss = new("--loss")
    {
        Description = "With cnn and fine-tune: what is made small. focal: pictures that are right already count for less, the more so the larger GAMMA (2). Without: cross-entropy.",
        HelpName = "cross-entropy|focal[:GAMMA]",
    };

    private readonly Option<string?> batches = new("--batches")
    {
        Description = "With cnn and fine-tune: balanced: classes take turns, so that rare pictures come more often. Without: plain, each picture once in an epoch.",
        HelpName = "plain|balanced",
    };

    private readonly Option<double?> logitAdjustment = new("--logit-adjustment")
    {
        Description = "With cnn and fine-tune: take out of the answers how frequent each class is in training; 1: wholly. Without: 0, not at all.",
        HelpName = "X",
    };

    private readonly Option<int?> epochs = new("--epochs")
    {
        Description = "With cnn and fine-tune: how often to go through the training pictures, in all. What does best on the validation pictures is kept. Without: 100 with cnn, 30 with fine-tune.",
        HelpName = "N",
    };

    private readonly Option<string?> learningRate = new("--learning-rate")
    {
        Description = "With cnn and fine-tune: the step size; find: what a short trial with a rising one suggests. Without: 0.001 with cnn, 0.0001 with fine-tune.",
        HelpName = "X|find",
    };

    private readonly Option<string?> earlyStopping = new("--early-stopping")
    {
        Description = "With cnn and fine-tune: choose the best epoch by this figure on the validation pictures, and stop when it has not improved for so many epochs (10). Without: loss, and all epochs.",
        HelpName = "loss|accuracy[:EPOCHS]",
    };

    private readonly Option<double?> labelSmoothing = new("--label-smoothing")
    {
        Description = "With cnn and fine-tune: the share of each label that goes to all classes alike, such as 0.1. Without: 0.",
        HelpName = "X",
    };

    private readonly Option<double?> mixup = new("--mixup")
    {
        Description = "With cnn and fine-tune: mix training pictures in pairs, by shares drawn from Beta(X, X), X from 0.05 to 1. Without: 0, not at all.",
        HelpName = "X",
    };

    private readonly Option<bool?> flips = new("--flips")
    {
        Description = "Answer with the mean of a picture and its mirror image; pretrained networks learn from both, too. Without: with Discern's pretrained networks yes for up to 500 pictures, or 10,000 if one of two classes is rare.",
        HelpName = "true|false",
    };

    private readonly Option<int?> folds = new("--folds")
    {
        Description = "Also train N times, each time with another N-th of the training and validation pictures held out, 3 or more: figures that rest on all of them.",
        HelpName = "N",
    };

    private readonly Option<bool> ensemble = new("--ensemble")
    {
        Description = "With --folds: the classifier is the mean of the N that the folds made.",
    };

    private readonly Option<int?> batch = new("--batch")
    {
        Description = "Pictures per step. Without: the network's own, else 32.",
        HelpName = "N",
    };

    private readonly Option<int?> parts = new("--parts")
    {
        Description = "With cnn and fine-tune: cut each batch into N parts, computed one after the other in less memory, or shared by the processes that mpirun starts. Without: one part for each process.",
        HelpName = "N",
    };

    private readonly Option<ulong> seed = new("--seed")
    {
        Description = "The seed of everything random: split, weights, order, variants.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string?> group = RunOptions.Group();

    private readonly Option<int> threads = RunOptions.Threads();

    private readonly Option<string?> goOn = new("--continue")
    {
        Description = "Go on from a run with its options: a stopped one in its own folder, a finished one in a new folder with more --epochs.",
        HelpName = "RUN",
    };

    private readonly Option<string?> output = new("--output", "-o")
    {
        Description = "The run folder to make. Without: runs/, then the date and the data folder's name.",
        HelpName = "RUNFOLDER",
    };

    private readonly Option<bool> learningCurve = new("--learning-curve")
    {
        Description = "Also train on an eighth, a quarter and a half of the training pictures: whether more pictures would help.",
    };

    private readonly Option<bool> profile = new("--profile")
    {
        Description = "Also print where the time went, operation by operation beside what the machine could do, and write trace.json into the run folder.",
    };

    private readonly JudgingArguments judging = new();

    private readonly Option<bool> strict = RunOptions.Strict();

    /// <summary>Creates the command.</summary>
    public TrainCommand(Terminal terminal)
        : base(terminal, "train", "Trains a classifier on a folder of pictures and writes a run folder with the model, its figures and a report.")
    {
        recipe.AcceptOnlyFromAmong("auto", "transfer", "logistic", "fine-tune", "cnn");
        unfreeze.AtLeast(1);
        layerDecay.AtLeast(1);
        top.AcceptOnlyFromAmong("logistic", "dense");
        batches.AcceptOnlyFromAmong("plain", "balanced");
        size.AtLeast(8);
        augment.AtLeast(0);
        epochs.AtLeast(1);
        batch.AtLeast(1);
        parts.AtLeast(1);
        folds.AtLeast(3);
        Add(data);
        foreach (var option in (Option[])[recipe, .. backbone.All, backbone.Precision, unfreeze, top, layerDecay, network, size, augment, flips, balance, classWeights, loss, batches, logitAdjustment, epochs, learningRate, earlyStopping, labelSmoothing, mixup, batch, parts, folds, ensemble, learningCurve, profile, .. judging.All, seed, group, threads, goOn, output, strict])
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Example => "discern train pictures";

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        MpiJob.Of(Environment.GetEnvironmentVariable) is { Size: > 1 } job
            ? new MpiMember(Terminal, job).RunAsync((terminal, communicator) => TrainAsync(arguments, terminal, new Membership(job, communicator), cancellationToken))
            : TrainAsync(arguments, Terminal, membership: null, cancellationToken);

    private async Task<int> TrainAsync(ParseResult arguments, Terminal terminal, Membership? membership, CancellationToken cancellationToken)
    {
        var earlier = arguments.GetValue(goOn) is { } path ? RunFolder.Open(path) : null;
        var chosen = Recipe(arguments);
        var options = Together(arguments, chosen, TrainingOptions(arguments, earlier), membership);
        var dataset = DatasetReader.Read(
            arguments.GetRequiredValue(data),
            new DatasetOptions { Seed = options.Seed, GroupPattern = arguments.GetValue(group) });
        var setting = judging.Read(arguments, present: null, options.Threads);
        setting = setting with { Goal = setting.Goal?.For(dataset.Classes, dataset.ClassCounts(Split.Train)) }; // a goal that cannot be is told before hours of training
        var training = new Training(terminal, arguments.GetValue(Json), setting) { Profiler = options.Profiler, Job = membership?.Job };
        var run = Folder(arguments, earlier, dataset, isWritten: membership is null or { Job.Rank: 0 });
        await training.RunAsync(dataset, Shared(chosen, Folded(Learning(chosen, arguments, options, arguments.GetValue(flips)), arguments, options), arguments, options), run, cancellationToken);
        return !run.IsWritten ? ExitCode.Done : ExitCode.AfterSkipping(run.Description.Skipped.Count, arguments.GetValue(strict));
    }

    private string Recipe(ParseResult arguments)
    {
        bool hasBackbone = backbone.All.Any(option => !arguments.IsLeftOut(option));
        return new RecipeOptions()
            .Only(RecipeOptions.Cnn, network, goOn)
            .Only(RecipeOptions.Backbone, [.. backbone.All])
            .Only(RecipeOptions.Frozen, backbone.Precision)
            .Only(RecipeOptions.FineTune, unfreeze, top, layerDecay)
            .Only(hasBackbone ? RecipeOptions.Backbone : RecipeOptions.Cnn, size)
            .Only(RecipeOptions.Epochs, batch, parts, epochs, learningRate, earlyStopping, labelSmoothing, mixup, loss, batches, logitAdjustment)
            .Choose(arguments.GetRequiredValue(recipe), arguments);
    }

    private Learning Learning(string chosen, ParseResult arguments, CnnOptions network, bool? hasFlips)
    {
        var transfer = new TransferOptions
        {
            Backbone = arguments.GetValue(backbone.Backbone),
            BackboneOptions = backbone.Read(arguments, arguments.GetValue(size), network.Seed),
            ClassWeights = network.ClassWeights,
            Sampler = network.Remedies.Sampler,
            HasFlips = hasFlips,
            Augment = network.Augment,
            Seed = network.Seed,
            Threads = network.Threads,
            Profiler = network.Profiler,
        };
        return chosen switch
        {
            "auto" => (dataset, run, observer, cancellation) => new AutoRecipe().Run(dataset, transfer, run, observer, cancellation),
            "fine-tune" => (dataset, run, observer, cancellation) => new FineTuneRecipe().Run(dataset, Tuning(arguments, network, hasFlips), run, observer, cancellation),
            "cnn" => (dataset, run, observer, cancellation) => new CnnRecipe().Run(dataset, network, run, observer, cancellation),
            _ => (dataset, run, observer, cancellation) => new TransferRecipe().Run(dataset, transfer, run, observer, cancellation),
        };
    }

    private FineTuneOptions Tuning(ParseResult arguments, CnnOptions network, bool? hasFlips)
    {
        var tuning = new FineTuneOptions
        {
            Backbone = arguments.GetValue(backbone.Backbone),
            BackboneOptions = backbone.Read(arguments, arguments.GetValue(size), network.Seed),
            Unfreeze = arguments.GetValue(unfreeze),
            Top = arguments.GetValue(top) switch { null => null, "dense" => TransferTop.Dense, _ => TransferTop.Logistic },
            LayerDecay = arguments.GetValue(layerDecay),
            ClassWeights = network.ClassWeights,
            Remedies = network.Remedies,
            HasFlips = hasFlips,
            Augment = network.Augment,
            LabelSmoothing = network.LabelSmoothing,
            Mixup = network.Mixup,
            Metric = network.Metric,
            EarlyStopping = network.EarlyStopping,
            IsLearningRateSearched = network.IsLearningRateSearched,
            Seed = network.Seed,
            Threads = network.Threads,
            Parts = network.Parts,
            Communicator = network.Communicator,
            Profiler = network.Profiler,
        };
        return tuning with
        {
            Epochs = arguments.GetValue(epochs) ?? tuning.Epochs,
            Batch = arguments.GetValue(batch) ?? tuning.Batch,
            LearningRate = Rate(arguments) ?? tuning.LearningRate,
        };
    }

    private Learning Folded(Learning learning, ParseResult arguments, CnnOptions network)
    {
        if (arguments.GetValue(folds) is not { } count)
        {
            return arguments.GetValue(ensemble)
                ? throw new ArgumentException("--ensemble is the mean of what folds make: say how many, for example --folds 5.")
                : learning;
        }

        if (network.Continue is not null)
        {
            throw new ArgumentException("--folds begins anew and cannot go on from a run. Leave --continue out, or --folds.");
        }

        var options = new FoldOptions { Count = count, IsEnsemble = arguments.GetValue(ensemble), Seed = network.Seed, Threads = network.Threads };
        return (dataset, run, observer, cancellation) => new FoldedTraining(options).Run(dataset, learning, run, observer, cancellation);
    }

    private Learning Shared(string chosen, Learning learning, ParseResult arguments, CnnOptions network) => (arguments.GetValue(learningCurve), network.Continue) switch
    {
        (false, _) => learning,
        (true, null) => (dataset, run, observer, cancellation) => new LearningCurveTraining(whole => Learning(chosen, arguments, network, whole.IsFlipAveraged), network.Seed).Run(dataset, learning, run, observer, cancellation),
        _ => throw new ArgumentException("--learning-curve begins anew and cannot go on from a run. Leave --continue out, or --learning-curve."),
    };

    private double? Rate(ParseResult arguments) => arguments.GetValue(learningRate) is null or FindRate ? null
        : double.TryParse(arguments.GetValue(learningRate), NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate > 0 && double.IsFinite(rate) ? rate
        : throw new ArgumentException($"--learning-rate is '{arguments.GetValue(learningRate)}'; give a number above 0, or {FindRate}.");

    private Remedies Remedies(ParseResult arguments, Remedies inherited) => new()
    {
        Sampler = arguments.IsLeftOut(balance) ? inherited.Sampler : Samplers.Find(arguments.GetRequiredValue(balance)),
        FocalGamma = arguments.GetValue(loss) is { } text ? FocalGamma(text) : inherited.FocalGamma,
        HasBalancedBatches = arguments.GetValue(batches) is { } kind ? kind is "balanced" : inherited.HasBalancedBatches,
        LogitAdjustment = arguments.GetValue(logitAdjustment) ?? inherited.LogitAdjustment,
    };

    private static double? FocalGamma(string text) => text switch
    {
        "cross-entropy" => null,
        "focal" => Classifiers.Balance.Remedies.UsualFocalGamma,
        _ when text.StartsWith("focal:", StringComparison.Ordinal) && double.TryParse(text["focal:".Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out var gamma) => gamma,
        _ => throw new ArgumentException($"--loss is '{text}'; give cross-entropy, focal, or focal with its γ, such as focal:1.5."),
    };

    private (TrainingMetric Metric, EarlyStopping? Stopping) Stopping(ParseResult arguments, Inherited inherited)
    {
        if (arguments.GetValue(earlyStopping) is not { } text)
        {
            return (inherited.Metric, inherited.Patience is { } patience ? new EarlyStopping { Patience = patience } : null);
        }

        var parts = text.Split(':');
        var stopping = new EarlyStopping();
        if (parts.Length > 1)
        {
            stopping = parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var epochs) && epochs > 0
                ? stopping with { Patience = epochs }
                : throw new ArgumentException($"--early-stopping is '{text}'; give a figure and a number of epochs, such as accuracy:10.");
        }

        return (MetricName.Parse(parts[0]), stopping);
    }

    private CnnOptions TrainingOptions(ParseResult arguments, RunFolder? earlier)
    {
        var inherited = earlier is null ? Inherited.Nothing : Inherited.From(earlier.Description);
        if (earlier is { Description.IsFinished: true } && arguments.IsLeftOut(epochs))
        {
            throw new ArgumentException(
                $"The run '{Shown.Path(earlier.Path)}' is finished after {inherited.Epochs} epochs. " +
                $"Say how many there are to be in all, those included, for example --epochs {2 * inherited.Epochs}.");
        }

        var (metric, stopping) = Stopping(arguments, inherited);
        T Chosen<T>(Option<T> option, T otherwise) => arguments.IsLeftOut(option) ? otherwise : arguments.GetValue(option)!;
        return new CnnOptions
        {
            Network = arguments.GetValue(network),
            Size = arguments.GetValue(size),
            Augment = Chosen(augment, inherited.Augment),
            ClassWeights = ClassWeights.Parse(Chosen(classWeights, inherited.ClassWeights)),
            Remedies = Remedies(arguments, inherited.Remedies),
            Epochs = arguments.GetValue(epochs) ?? inherited.Epochs,
            LearningRate = Rate(arguments) ?? inherited.LearningRate,
            IsLearningRateSearched = arguments.GetValue(learningRate) is FindRate,
            LabelSmoothing = arguments.GetValue(labelSmoothing) ?? inherited.LabelSmoothing,
            Mixup = arguments.GetValue(mixup) ?? inherited.Mixup,
            Metric = metric,
            EarlyStopping = stopping,
            HasFlips = arguments.GetValue(flips) ?? inherited.HasFlips,
            Batch = Chosen(batch, inherited.Batch),
            Parts = arguments.GetValue(parts) ?? inherited.Parts,
            Seed = Chosen(seed, inherited.Seed),
            Threads = arguments.GetValue(threads),
            Profiler = arguments.GetValue(profile) ? Profiler(arguments.GetValue(threads)) : null,
            Continue = earlier?.Path,
        };
    }

    // Each process has a part of every batch, of the machine's processors and of its memory.
    private CnnOptions Together(ParseResult arguments, string chosen, CnnOptions options, Membership? membership)
    {
        if (membership is null)
        {
            return options;
        }

        if (chosen is not ("cnn" or "fine-tune"))
        {
            throw new ArgumentException($"mpirun trains with the recipes cnn and fine-tune. Start {chosen} without mpirun, or name one of them with --recipe.");
        }

        Option[] alone = [folds, learningCurve];
        if (Array.Find(alone, option => !arguments.IsLeftOut(option)) is { } left)
        {
            throw new ArgumentException($"{left.Name} trains several times, which mpirun does not share out. Leave it out, or start without mpirun.");
        }

        var (job, communicator) = membership;
        return options with
        {
            Communicator = communicator,
            Parts = arguments.GetValue(parts) is null && options.Continue is null ? job.Size : options.Parts,
            Threads = options.Threads > 0 ? options.Threads : job.Threads(Environment.ProcessorCount, Binding.IsOwn()),
            CacheBytes = Machine.Read().MemoryBytes / 3 / job.LocalSize,
        };
    }

    private Profiler Profiler(int count)
    {
        using var workers = new Workers(count);
        return new Profiler(MachinePeak.Measure(workers, Terminal.Clock), Terminal.Clock);
    }

    // A stopped run is gone on with where it lies; a finished one is left as it is.
    private RunFolder Folder(ParseResult arguments, RunFolder? earlier, Dataset dataset, bool isWritten)
    {
        var wanted = arguments.GetValue(output);
        if (!isWritten)
        {
            return RunFolder.WrittenElsewhere(wanted ?? RunName.Default(dataset.Root, Terminal.Clock));
        }

        var isInPlace = earlier is not null
            && (wanted is null ? !earlier.Description.IsFinished : string.Equals(Path.GetFullPath(wanted), earlier.Path, StringComparison.Ordinal));
        return isInPlace ? earlier! : RunFolder.Create(wanted ?? RunName.Default(dataset.Root, Terminal.Clock));
    }
}
