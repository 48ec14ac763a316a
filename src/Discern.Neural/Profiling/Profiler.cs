using System.Runtime.InteropServices;
using Discern.Compute.Peaks;
using Discern.Compute.Threading;

namespace Discern.Neural.Profiling;

/// <summary>Times the operations of plans and what lies between them, for a table and for a trace.</summary>
/// <remarks>
/// Who may be profiled takes one, or null, which costs nothing. Work nests: the time of what begins and ends inside something else is not
/// the outer one's. For one thread at a time, the one that runs training. What its workers do is in its time; as their observer the profiler
/// gives each of them a track of the trace.
/// </remarks>
/// <example>
/// <code>
/// var profiler = new Profiler(MachinePeak.Measure(Workers.Shared));
/// new Trainer(graph, weights, new TrainingOptions { Profiler = profiler }, Workers.Shared).Train(source, null, null, observer, cancellation);
/// Profile profile = profiler.ToProfile();
/// </code>
/// </example>
public sealed class Profiler : IRegionObserver
{
    // A trace of more would not open in a browser any more: the table counts on, the trace ends.
    private const int MostSpans = 300_000;

    // The calling thread among the workers, and in the trace.
    private const int Caller = 0;

    private const string Outside = "outside the plans";

    private readonly MachinePeak peak;
    private readonly TimeProvider clock;
    private readonly long start;
    private readonly Dictionary<string, PlanRecorder> plans = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PassRecorder> parts = new(StringComparer.Ordinal);
    private readonly List<OpenSpan> open = [];
    private readonly List<TraceSpan> spans = [];

    /// <summary>Begins to count time.</summary>
    /// <param name="peak">What the machine can do with the threads that are used.</param>
    /// <param name="clock">The clock; the system's where absent.</param>
    public Profiler(MachinePeak peak, TimeProvider? clock = null)
    {
        this.peak = peak;
        this.clock = clock ?? TimeProvider.System;
        start = this.clock.GetTimestamp();
    }

    /// <summary>How many calls were timed but are not in the trace, which keeps the first 300,000.</summary>
    public long SpansLeftOut { get; private set; }

    /// <summary>Where a plan is to write what its operations took; plans of one name are counted together.</summary>
    public PlanRecorder Plan(string name)
    {
        ref PlanRecorder? plan = ref CollectionsMarshal.GetValueRefOrAddDefault(plans, name, out _);
        return plan ??= new PlanRecorder(this, name);
    }

    /// <summary>Something outside the plans begins, which <see cref="End"/> ends.</summary>
    public void Begin(string part)
    {
        ref PassRecorder? recorder = ref CollectionsMarshal.GetValueRefOrAddDefault(parts, part, out _);
        Begin(recorder ??= new PassRecorder(part, Outside), examples: 0);
    }

    /// <summary>What began last, and has not ended, ends.</summary>
    /// <exception cref="InvalidOperationException">Nothing is under way.</exception>
    public void End()
    {
        if (open.Count == 0)
        {
            throw new InvalidOperationException("Nothing that was begun is under way, so nothing can end.");
        }

        OpenSpan ended = open[^1];
        open.RemoveAt(open.Count - 1);
        long ticks = clock.GetTimestamp() - ended.Start;
        ended.Pass.Add(ticks - ended.TicksInside, ended.Examples);
        if (open.Count > 0)
        {
            CollectionsMarshal.AsSpan(open)[^1].TicksInside += ticks;
        }

        Keep(new TraceSpan(ended.Pass, Caller, ended.Start - start, ticks));
    }

    /// <summary>Passes a sequence on, and counts the time that is spent waiting for each next element.</summary>
    public IEnumerable<T> Waiting<T>(string part, IEnumerable<T> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        using IEnumerator<T> each = elements.GetEnumerator();
        while (true)
        {
            Begin(part);
            bool isThere = each.MoveNext();
            End();
            if (!isThere)
            {
                yield break;
            }

            yield return each.Current;
        }
    }

    /// <summary>What was counted up to now; what is still under way counts as elsewhere.</summary>
    public Profile ToProfile() => new(
        peak,
        clock.GetElapsedTime(start).TotalSeconds,
        [.. plans.Values.Select(plan => plan.ToProfile(clock)).Where(plan => plan.Operations.Count > 0).OrderByDescending(plan => plan.Seconds)],
        [.. parts.Values
            .Select(part => (part.Name, Pass: part.ToProfile(clock)))
            .Where(part => part.Pass.Calls > 0)
            .Select(part => new PartProfile(part.Name, part.Pass.Calls, part.Pass.Seconds))
            .OrderByDescending(part => part.Seconds)]);

    /// <inheritdoc/>
    long IRegionObserver.Timestamp => clock.GetTimestamp();

    /// <inheritdoc/>
    void IRegionObserver.OnWorked(int worker, long start)
    {
        // The caller waits for all threads, and stays in the work that it began last; its own share of it is no news.
        if (worker != Caller && open.Count > 0)
        {
            Keep(new TraceSpan(open[^1].Pass, worker, start - this.start, clock.GetTimestamp() - start));
        }
    }

    /// <summary>Writes every call as a trace that chrome://tracing and Perfetto open.</summary>
    public void WriteTrace(Stream stream) => TraceFile.Write(stream, spans, clock);

    internal void Begin(PassRecorder pass, int examples) => open.Add(new OpenSpan(pass, examples, clock.GetTimestamp()));

    private void Keep(TraceSpan span)
    {
        lock (spans)
        {
            if (spans.Count < MostSpans)
            {
                spans.Add(span);
            }
            else
            {
                SpansLeftOut++;
            }
        }
    }

    /// <summary>Work under way.</summary>
    private record struct OpenSpan(PassRecorder Pass, int Examples, long Start)
    {
        public long TicksInside { get; set; }
    }
}
