namespace Discern.Cli.Rendering;

/// <summary>Shows how far a work is that has several phases, each with a <see cref="ProgressLine"/> of its own; may be told from several threads.</summary>
/// <typeparam name="T">What the work tells.</typeparam>
/// <param name="terminal">Its error stream shows the line.</param>
/// <param name="describe">What is being done, as "Reading pictures", and how far it is.</param>
internal sealed class PhaseLine<T>(Terminal terminal, Func<T, (string What, int Done, int Total)> describe) : IProgress<T>, IDisposable
{
    private readonly Lock gate = new();
    private ProgressLine? line;
    private string phase = "";

    /// <inheritdoc/>
    public void Report(T value)
    {
        var (what, done, total) = describe(value);
        lock (gate)
        {
            if (!phase.Equals(what, StringComparison.Ordinal))
            {
                line?.Dispose();
                phase = what;
                line = new ProgressLine(terminal, what, "pictures");
            }

            line!.Report(done, total);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => line?.Dispose();
}
