using System.CommandLine;
using Discern.Classifiers;
using Discern.Classifiers.Judging;
using Discern.Cli.Rendering;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Runs;
using Discern.Web;

namespace Discern.Cli.Commands;

/// <summary><c>discern evaluate</c>: the figures of a run, or of its model on other pictures.</summary>
internal sealed class EvaluateCommand : DiscernCommand
{
    private readonly Argument<string> run = RunOptions.Run();

    private readonly Argument<string?> data = new("DATA")
    {
        Description = "Other labelled pictures, laid out as for 'discern train': all of them are evaluated. Without: the run's own figures.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<ulong> seed = new("--seed")
    {
        Description = "The seed of the bootstrap that draws the intervals.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly JudgingArguments judging = new();
    private readonly Option<int> threads = RunOptions.Threads();
    private readonly Option<bool> strict = RunOptions.Strict();

    /// <summary>Creates the command.</summary>
    public EvaluateCommand(Terminal terminal)
        : base(terminal, "evaluate", "Shows how good a run's classifier is: a verdict in words, then precision, recall and F1 of each class. Sets its threshold by cost, and corrects its probabilities.")
    {
        Add(run);
        Add(data);
        foreach (var option in judging.All)
        {
            Add(option);
        }

        Add(seed);
        Add(threads);
        Add(strict);
    }

    /// <inheritdoc/>
    public override string Example => "discern evaluate runs/2026-11-21-hotdog --cost fn=20,fp=1";

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var folder = RunFolder.Open(arguments.GetRequiredValue(run));
        if (judging.AreGiven(arguments))
        {
            await SetAsync(folder, arguments, cancellationToken);
        }

        return arguments.GetValue(data) is { } path
            ? EvaluateOn(folder, path, arguments, cancellationToken)
            : ShowOwn(folder, arguments.GetValue(Json));
    }

    private async Task SetAsync(RunFolder folder, ParseResult arguments, CancellationToken cancellationToken)
    {
        var options = judging.Read(arguments, folder.Description.Calibration.Method, arguments.GetValue(threads));
        var set = new RunJudge(options).Judge(folder);
        foreach (var sentence in new[] { set.CalibrationChoice?.Reason, set.ThresholdChoice?.Sentence }.OfType<string>())
        {
            Terminal.ErrorWriter.WriteLine(sentence);
        }

        await ReportWriter.WriteAsync(folder, folder.ReportPath, cancellationToken: cancellationToken);
    }

    private int ShowOwn(RunFolder folder, bool isJson)
    {
        var evaluation = folder.Evaluation ?? throw new DiscernException(
            $"The run '{folder.Path}' was stopped before it was evaluated. Go on with 'discern train DATA --continue' and this folder.");
        if (isJson)
        {
            Terminal.OutputWriter.WriteLine(evaluation.ToJson());
        }
        else
        {
            Figures.Write(Terminal.OutputWriter, evaluation);
        }

        return ExitCode.Done;
    }

    private int EvaluateOn(RunFolder folder, string path, ParseResult arguments, CancellationToken cancellationToken)
    {
        var dataset = DatasetReader.ReadForTest(path);
        if (string.Equals(dataset.Root, folder.Description.Dataset.Path, StringComparison.Ordinal))
        {
            throw new DiscernException(
                $"The run learnt from '{path}': figures on all of it would be too good. " +
                "Without DATA this command shows those of its test pictures; else name a folder that the run has not seen.");
        }

        var skipped = new List<SkippedPicture>();
        using var predictor = new PicturePredictor(folder, arguments.GetValue(threads));
        Terminal.Remark(predictor.Remark);
        var table = Predict(predictor, dataset, skipped, cancellationToken);
        var evaluation = Evaluator.Evaluate(table, new EvaluationOptions { Seed = arguments.GetValue(seed), Threads = arguments.GetValue(threads) });
        if (arguments.GetValue(Json))
        {
            Terminal.OutputWriter.WriteLine(new EvaluationDocument { Test = evaluation }.ToJson());
        }
        else
        {
            Figures.Write(Terminal.OutputWriter, evaluation);
        }

        return ExitCode.AfterSkipping(skipped.Count, arguments.GetValue(strict));
    }

    private PredictionTable Predict(PicturePredictor predictor, Dataset dataset, List<SkippedPicture> skipped, CancellationToken cancellationToken)
    {
        using var progress = new ProgressLine(Terminal, "Classifying", "pictures");
        var done = 0;
        IEnumerable<Example> Counted()
        {
            foreach (var example in dataset.Examples)
            {
                progress.Report(done++, dataset.Examples.Count);
                yield return example;
            }
        }

        var table = predictor.Predict(dataset, Counted(), skipped, cancellationToken);
        progress.Clear();
        foreach (var picture in skipped)
        {
            Terminal.ErrorWriter.WriteLine($"Skipped '{picture.Path}': {picture.Reason}");
        }

        return table;
    }
}
