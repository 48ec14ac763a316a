using Discern.Classifiers;
using Discern.Classifiers.Judging;
using Discern.Cli.Rendering;
using Discern.Datasets;
using Discern.Mpi;
using Discern.Neural.Profiling;
using Discern.Runs;
using Discern.Web;

namespace Discern.Cli;

/// <summary>A training as <c>train</c> and <c>demo</c> show it: the data, the network, the epochs, the verdict, and where all of it was written.</summary>
internal sealed class Training(Terminal terminal, bool isJson, JudgingOptions judging)
{
    /// <summary>What timed the learning, for a table and a trace; null where nobody asked.</summary>
    public Profiler? Profiler { get; init; }

    /// <summary>The job of several processes that this one is part of; null where it is alone.</summary>
    public MpiJob? Job { get; init; }

    /// <summary>Trains, evaluates and writes the report.</summary>
    /// <param name="dataset">The pictures.</param>
    /// <param name="learning">How to learn.</param>
    /// <param name="run">The folder to write to.</param>
    /// <param name="cancellationToken">Stops after a checkpoint; how to go on is then said.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task RunAsync(Dataset dataset, Learning learning, RunFolder run, CancellationToken cancellationToken)
    {
        foreach (var remark in dataset.Remarks)
        {
            terminal.ErrorWriter.WriteLine(remark);
        }

        if (!isJson)
        {
            terminal.Output.Write(Tables.Of(dataset));
        }

        // mpirun ends a job within a second of asking it to stop: what is to be said is said at once.
        using var told = Job is null ? default : cancellationToken.Register(() => terminal.ErrorWriter.WriteLine(
            $"The job was asked to stop, by its user or by mpirun because one of its {Job.Size} processes was lost. {HowToGoOn(run, dataset)}"));
        using var observer = new TrainingObserver(terminal, isJson);
        try
        {
            learning(dataset, run, observer, cancellationToken);
            if (!run.IsWritten)
            {
                return;
            }

            var profile = Profiler?.ToProfile();
            TellSetting(new RunJudge(judging).Judge(run));
            if (profile is not null)
            {
                observer.Dispose();
                Tell(profile, run);
            }
        }
        catch (OperationCanceledException) when (Job is null)
        {
            observer.Dispose();
            terminal.ErrorWriter.WriteLine(HowToGoOn(run, dataset));
            throw;
        }
        finally
        {
            if (run.IsWritten)
            {
                run.DeleteIfEmpty();
            }
        }

        await ReportWriter.WriteAsync(run, run.ReportPath, cancellationToken: cancellationToken);
        Conclude(run);
    }

    private void TellSetting(RunDescription run)
    {
        foreach (var sentence in new[] { run.CalibrationChoice?.Reason, judging.Goal is null ? null : run.ThresholdChoice?.Sentence }.OfType<string>())
        {
            terminal.ErrorWriter.WriteLine(sentence);
        }
    }

    private void Tell(Profile profile, RunFolder run)
    {
        run.Save(Profiler!);
        if (isJson)
        {
            terminal.OutputWriter.WriteLine(CliJson.Line(ProfileLine.Of(profile, run.TracePath), CliJson.Lines.ProfileLine));
            return;
        }

        terminal.OutputWriter.WriteLine();
        ProfileTables.Write(terminal.Output, profile);
        terminal.OutputWriter.WriteLine($"Trace: {Shown.Path(run.TracePath)}, for chrome://tracing or https://ui.perfetto.dev.");
        if (Profiler!.SpansLeftOut > 0)
        {
            terminal.ErrorWriter.WriteLine($"The trace holds the beginning of the run; {Profiler.SpansLeftOut:N0} later calls are in the table alone.");
        }
    }

    private void Conclude(RunFolder run)
    {
        if (isJson)
        {
            var test = run.Evaluation?.Test;
            var summary = new TrainingSummary(
                run.Path, run.ReportPath, run.Description.BestEpoch, run.Description.Parameters.Total, run.Description.Skipped.Count,
                test?.Count, test?.Accuracy, test?.BalancedAccuracy, test?.MacroF1);
            terminal.OutputWriter.WriteLine(CliJson.Line(summary, CliJson.Lines.TrainingSummary));
            return;
        }

        terminal.OutputWriter.WriteLine();
        Figures.Write(terminal.OutputWriter, run.Evaluation!);
        terminal.OutputWriter.WriteLine();
        terminal.OutputWriter.WriteLine($"Run:    {Shown.Path(run.Path)}");
        terminal.OutputWriter.WriteLine($"Report: {Shown.Path(run.ReportPath)}");
    }

    private static string HowToGoOn(RunFolder run, Dataset dataset) =>
        File.Exists(run.CheckpointPath)
            ? $"What is learnt so far is kept in '{Shown.Path(run.Path)}'. " +
                $"To go on: discern train {Shown.Argument(dataset.Root)} --continue {Shown.Argument(Shown.Path(run.Path))}"
            : "No epoch was over yet, so there is nothing to go on from.";
}
