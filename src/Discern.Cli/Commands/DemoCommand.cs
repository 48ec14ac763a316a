using System.CommandLine;
using Discern.Classifiers;
using Discern.Classifiers.Judging;
using Discern.Cli.Rendering;
using Discern.Datasets;
using Discern.Runs;
using Discern.Samples;

namespace Discern.Cli.Commands;

/// <summary><c>discern demo</c>: the whole path on sample pictures.</summary>
internal sealed class DemoCommand : DiscernCommand
{
    private const int Size = 48;

    private readonly Option<int> epochs = new("--epochs")
    {
        Description = "How often to go through all training pictures.",
        HelpName = "N",
        DefaultValueFactory = _ => 20,
    };

    private readonly Option<string> output = new("--output", "-o")
    {
        Description = "The folder for the sample pictures and the runs.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => "demo",
    };

    private readonly Option<ulong> seed = new("--seed")
    {
        Description = "The seed of everything random.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> threads = RunOptions.Threads();

    /// <summary>Creates the command.</summary>
    public DemoCommand(Terminal terminal)
        : base(terminal, "demo", "Goes the whole way on sample pictures: emoji by three artists, and the question whether they show food.")
    {
        epochs.AtLeast(1);
        Add(epochs);
        Add(output);
        Add(seed);
        Add(threads);
    }

    /// <inheritdoc/>
    public override string Example => "discern demo";

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var folder = arguments.GetRequiredValue(output);
        var data = Path.Combine(folder, "data");
        using (var progress = new ProgressLine(Terminal, "Copying sample pictures", "pictures"))
        {
            await SampleData.WriteAsync(data, Size, (done, total) => progress.Report(done, total), cancellationToken);
        }

        var isJson = arguments.GetValue(Json);
        if (!isJson)
        {
            Terminal.OutputWriter.WriteLine($"Is it food? Emoji as three artists draw them, in '{data}':");
        }

        var options = new CnnOptions
        {
            Size = Size,
            Epochs = arguments.GetValue(epochs),
            ClassWeights = ClassWeights.Balanced,
            Seed = arguments.GetValue(seed),
            Threads = arguments.GetValue(threads),
        };
        var dataset = DatasetReader.Read(data, new DatasetOptions { Seed = options.Seed });
        var run = RunFolder.Create(RunName.Free(Path.Combine(folder, "run")));
        await new Training(Terminal, isJson, new JudgingOptions()).RunAsync(
            dataset,
            (pictures, target, observer, cancellation) => new CnnRecipe().Run(pictures, options, target, observer, cancellation),
            run,
            cancellationToken);
        return ExitCode.AfterSkipping(run.Description.Skipped.Count, isStrict: false);
    }
}
