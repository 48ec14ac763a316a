using Discern.Cleaning;
using Discern.Cli.Rendering;

namespace Discern.Cli;

/// <summary>Shows how far a cleaning is; may be told from several threads.</summary>
internal sealed class CleaningProgressLine(Terminal terminal) : IProgress<CleaningProgress>, IDisposable
{
    private readonly Lock gate = new();
    private ProgressLine? line;
    private CleaningPhase? phase;

    /// <inheritdoc/>
    public void Report(CleaningProgress value)
    {
        lock (gate)
        {
            if (phase != value.Phase)
            {
                line?.Dispose();
                phase = value.Phase;
                line = new ProgressLine(terminal, Describe(value.Phase), "pictures");
            }

            line!.Report(value.Done, value.Total);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => line?.Dispose();

    private static string Describe(CleaningPhase phase) => phase switch
    {
        CleaningPhase.Reading => "Reading pictures",
        CleaningPhase.Comparing => "Comparing pictures",
        CleaningPhase.Features => "Computing features",
        CleaningPhase.Judging => "Judging labels",
        _ => phase.ToString(),
    };
}
