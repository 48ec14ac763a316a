using System.CommandLine;
using Discern.Classifiers;
using Discern.Classifiers.Auto;
using Discern.Classifiers.FineTune;
using Discern.Classifiers.Transfer;
using Discern.Cli.Rendering;
using Discern.Datasets;
using Discern.Runs;

namespace Discern.Cli.Commands;

/// <summary><c>discern train</c>: pictures in, a run folder out.</summary>
internal sealed class TrainCommand : DiscernCommand
{
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

    private readonly Option<string?> backbone = new("--backbone")
    {
        Description = "The pretrained network: 'general', or a network's file in TFLite or TensorFlow.js format. Without: general.",
        HelpName = "NAME|FILE",
    };

    private readonly Option<int> unfreeze = new("--unfreeze")
    {
        Description = "With fine-tune: how many of the pretrained network's last convolutions learn too.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
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
        Description = "Variants drawn of each training picture in each epoch: turned, shifted, zoomed, flipped; 0: the pictures as they are.",
        HelpName = "N",
    };

    private readonly Option<string> classWeights = new("--class-weights")
    {
        Description = "How much the pictures of each class count: none, balanced, or a weight for each.",
        HelpName = "balanced|hotdog=7,nothotdog=1",
        DefaultValueFactory = _ => "none",
    };

    private readonly Option<int> epochs = new("--epochs")
    {
        Description = "With cnn (100) and fine-tune (30): how often to go through the training pictures, in all. What does best on the validation pictures is kept.",
        HelpName = "N",
        DefaultValueFactory = _ => 100,
    };

    private readonly Option<int?> batch = new("--batch")
    {
        Description = "Pictures per step. Without: the network's own, else 32.",
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

    private readonly Option<bool> strict = RunOptions.Strict();

    /// <summary>Creates the command.</summary>
    public TrainCommand(Terminal terminal)
        : base(terminal, "train", "Trains a classifier on a folder of pictures and writes a run folder with the model, its figures and a report.")
    {
        recipe.AcceptOnlyFromAmong("auto", "transfer", "logistic", "fine-tune", "cnn");
        unfreeze.AtLeast(1);
        size.AtLeast(8);
        augment.AtLeast(0);
        epochs.AtLeast(1);
        batch.AtLeast(1);
        Add(data);
        foreach (var option in new Option[] { recipe, backbone, unfreeze, network, size, augment, classWeights, epochs, batch, seed, group, threads, goOn, output, strict })
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Example => "discern train pictures";

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var earlier = arguments.GetValue(goOn) is { } path ? RunFolder.Open(path) : null;
        var chosen = Recipe(arguments);
        var options = TrainingOptions(arguments, earlier);
        var dataset = DatasetReader.Read(
            arguments.GetRequiredValue(data),
            new DatasetOptions { Seed = options.Seed, GroupPattern = arguments.GetValue(group) });
        var training = new Training(Terminal, arguments.GetValue(Json));
        var run = Folder(arguments, earlier, dataset);
        await training.RunAsync(dataset, Learning(chosen, arguments, options), run, cancellationToken);
        return ExitCode.AfterSkipping(run.Description.Skipped.Count, arguments.GetValue(strict));
    }

    // Options that only one recipe has ask for it; with another they would do nothing, in silence.
    private string Recipe(ParseResult arguments)
    {
        var asked = arguments.GetRequiredValue(recipe);
        var ofNetwork = Given(arguments, network, size, augment, batch, goOn) ?? (asked is "fine-tune" ? null : Given(arguments, epochs));
        var chosen = asked is "auto" && ofNetwork is not null ? "cnn" : asked;
        var idle = (chosen is "cnn" ? Given(arguments, backbone) : ofNetwork) ?? (chosen is "fine-tune" ? null : Given(arguments, unfreeze));
        return idle is null
            ? chosen
            : throw new ArgumentException($"{idle.Name} does nothing with the recipe {chosen}. Leave it out, or name the recipe that it is for: --recipe {(idle == unfreeze ? "fine-tune" : idle == backbone ? "transfer" : "cnn")}.");
    }

    private static Option? Given(ParseResult arguments, params Option[] options) => options.FirstOrDefault(option => !IsLeftOut(arguments, option));

    private Learning Learning(string chosen, ParseResult arguments, CnnOptions network)
    {
        var transfer = new TransferOptions
        {
            Backbone = arguments.GetValue(backbone),
            ClassWeights = network.ClassWeights,
            Seed = network.Seed,
            Threads = network.Threads,
        };
        return chosen switch
        {
            "auto" => (dataset, run, observer, cancellation) => new AutoRecipe().Run(dataset, transfer, run, observer, cancellation),
            "fine-tune" => (dataset, run, observer, cancellation) => new FineTuneRecipe().Run(dataset, Tuning(arguments, network), run, observer, cancellation),
            "cnn" => (dataset, run, observer, cancellation) => new CnnRecipe().Run(dataset, network, run, observer, cancellation),
            _ => (dataset, run, observer, cancellation) => new TransferRecipe().Run(dataset, transfer, run, observer, cancellation),
        };
    }

    private FineTuneOptions Tuning(ParseResult arguments, CnnOptions network)
    {
        var tuning = new FineTuneOptions
        {
            Backbone = arguments.GetValue(backbone),
            Unfreeze = arguments.GetValue(unfreeze),
            ClassWeights = network.ClassWeights,
            Seed = network.Seed,
            Threads = network.Threads,
        };
        return IsLeftOut(arguments, epochs) ? tuning : tuning with { Epochs = network.Epochs };
    }

    private CnnOptions TrainingOptions(ParseResult arguments, RunFolder? earlier)
    {
        var inherited = earlier is null ? Inherited.Nothing : Inherited.From(earlier.Description);
        if (earlier is { Description.IsFinished: true } && IsLeftOut(arguments, epochs))
        {
            throw new ArgumentException(
                $"The run '{Shown.Path(earlier.Path)}' is finished after {inherited.Epochs} epochs. " +
                $"Say how many there are to be in all, those included, for example --epochs {2 * inherited.Epochs}.");
        }

        T Chosen<T>(Option<T> option, T otherwise) => IsLeftOut(arguments, option) ? otherwise : arguments.GetValue(option)!;
        return new CnnOptions
        {
            Network = arguments.GetValue(network),
            Size = arguments.GetValue(size),
            Augment = Chosen(augment, inherited.Augment),
            ClassWeights = ClassWeights.Parse(Chosen(classWeights, inherited.ClassWeights)),
            Epochs = Chosen(epochs, inherited.Epochs),
            Batch = Chosen(batch, inherited.Batch),
            Seed = Chosen(seed, inherited.Seed),
            Threads = arguments.GetValue(threads),
            Continue = earlier?.Path,
        };
    }

    // A stopped run is gone on with where it lies; a finished one is left as it is.
    private RunFolder Folder(ParseResult arguments, RunFolder? earlier, Dataset dataset)
    {
        var wanted = arguments.GetValue(output);
        var isInPlace = earlier is not null
            && (wanted is null ? !earlier.Description.IsFinished : string.Equals(Path.GetFullPath(wanted), earlier.Path, StringComparison.Ordinal));
        return isInPlace ? earlier! : RunFolder.Create(wanted ?? RunName.Default(dataset.Root, Terminal.Clock));
    }

    private static bool IsLeftOut(ParseResult arguments, Option option) => arguments.GetResult(option) is not { Implicit: false };
}
