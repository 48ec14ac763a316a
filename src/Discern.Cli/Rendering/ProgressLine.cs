namespace Discern.Cli.Rendering;

/// <summary>How far a work has come, at what rate, and how long it still takes.</summary>
/// <remarks>
/// Nothing is shown in the first second. On a terminal one line is then drawn over itself ten times a second;
/// elsewhere a plain line is written every ten seconds. <see cref="Report"/> may be called from several threads.
/// </remarks>
internal sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private const int BarWidth = 24;

    private readonly Lock gate = new();
    private readonly Terminal terminal;
    private readonly string unit;
    private readonly TimeSpan interval;
    private readonly long start;
    private string what;
    private TimeSpan lastShown;
    private (long Done, TimeSpan At)? first;
    private bool isDrawn;

    /// <summary>Starts the clock of a work.</summary>
    /// <param name="terminal">Its error stream shows the line.</param>
    /// <param name="what">What is being done, e.g. "Reading pictures".</param>
    /// <param name="unit">What is counted, in the plural, e.g. "pictures".</param>
    public ProgressLine(Terminal terminal, string what, string unit)
    {
        this.terminal = terminal;
        this.what = what;
        this.unit = unit;
        interval = terminal.IsErrorTerminal ? TimeSpan.FromSeconds(0.1) : TimeSpan.FromSeconds(10);
        start = terminal.Clock.GetTimestamp();
        lastShown = Patience - interval;
    }

    /// <summary>Tells what is being done from now on.</summary>
    public void Describe(string text)
    {
        lock (gate)
        {
            what = text;
        }
    }

    /// <summary>Tells that <paramref name="done"/> of <paramref name="total"/> units are done; null where nobody knows how many there are.</summary>
    public void Report(long done, long? total = null)
    {
        lock (gate)
        {
            var elapsed = terminal.Clock.GetElapsedTime(start);
            first ??= (done, elapsed);
            if (elapsed - lastShown < interval || elapsed < Patience)
            {
                return;
            }

            lastShown = elapsed;
            Show(Text(done, total, elapsed), total is null or 0 ? null : (double)done / total);
        }
    }

    /// <summary>Takes the line off the terminal, so that another line can be written.</summary>
    public void Clear()
    {
        lock (gate)
        {
            if (isDrawn)
            {
                terminal.ErrorWriter.Write("\r\e[K");
                isDrawn = false;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();

    // The rate is that since the first report: what came before, such as a network that was read, comes once and says nothing about the rest.
    private string Text(long done, long? total, TimeSpan elapsed)
    {
        var (from, at) = first!.Value;
        var text = total is { } all ? $"{what}: {done} of {all} {unit}" : $"{what}: {done} {unit}";
        if (done <= from || elapsed == at)
        {
            return text;
        }

        var rate = (done - from) / (elapsed - at).TotalSeconds;
        var left = total is { } whole ? $", {Duration.Text(TimeSpan.FromSeconds((whole - done) / rate))} left" : "";
        return $"{text}, {Rate(rate)}/s{left}";
    }

    private void Show(string text, double? share)
    {
        if (!terminal.IsErrorTerminal)
        {
            terminal.ErrorWriter.WriteLine(text);
            return;
        }

        var filled = (int)(Math.Clamp(share ?? 0, 0, 1) * BarWidth);
        var line = share is null ? text : $"{new string('━', filled)}{new string('╌', BarWidth - filled)} {text}";
        var width = Math.Max(terminal.Error.Profile.Width - 1, BarWidth);
        terminal.ErrorWriter.Write($"\r\e[K{(line.Length > width ? line[..width] : line)}");
        isDrawn = true;
    }

    private static string Rate(double rate) => rate < 10 ? $"{rate:0.0}" : $"{rate:0}";
}
