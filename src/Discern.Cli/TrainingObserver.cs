using Discern.Classifiers;
using Discern.Cli.Rendering;
using Discern.Neural.Graphs;
using Discern.Neural.Training;

namespace Discern.Cli;

/// <summary>Shows how a training goes: the network's table, one line per epoch, and below it how far the work has come.</summary>
internal sealed class TrainingObserver(Terminal terminal, bool isJson) : IRunObserver, IDisposable
{
    private ProgressLine? progress;

    /// <inheritdoc/>
    public void OnPhase(RunPhase phase)
    {
        progress?.Dispose();
        var what = phase switch
        {
            RunPhase.Data => "Reading pictures",
            RunPhase.Features => "Computing features",
            RunPhase.Training => "Training",
            RunPhase.Evaluation => "Evaluating",
            RunPhase.Comparison => "Comparing",
            _ => phase.ToString(),
        };
        progress = new ProgressLine(terminal, what, phase == RunPhase.Comparison ? "classifiers" : "pictures");
    }

    /// <inheritdoc/>
    public void OnProgress(RunProgress value) => progress?.Report(value.Done, value.Total);

    /// <inheritdoc/>
    public void OnRemark(string sentence)
    {
        progress?.Clear();
        terminal.ErrorWriter.WriteLine(sentence);
    }

    /// <inheritdoc/>
    public void OnNetwork(NetworkDescription network, Graph graph)
    {
        progress?.Clear();
        if (!isJson)
        {
            terminal.OutputWriter.WriteLine($"Network '{network.Name}' for pictures of {network.Size}×{network.Size}×{network.Channels}:");
            terminal.Output.Write(Tables.Of(graph));
            terminal.OutputWriter.WriteLine($"Parameters: {graph.ParameterCount:N0} in all, {graph.TrainableParameterCount:N0} of them learn.");
            terminal.OutputWriter.WriteLine();
        }
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochResult result, int epochs, bool isBest)
    {
        progress?.Clear();
        terminal.OutputWriter.WriteLine(isJson ? CliJson.Line(result, CliJson.Lines.EpochResult) : EpochLine.Text(result, epochs, isBest));
    }

    /// <inheritdoc/>
    public void Dispose() => progress?.Dispose();
}
