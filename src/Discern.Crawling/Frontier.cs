using Discern.Crawling.Storing;

namespace Discern.Crawling;

/// <summary>What waits to be fetched, host by host in turn, so that a slow host does not hold up the others.</summary>
/// <remarks>Rows only: a million waiting pictures are some tens of megabytes.</remarks>
internal sealed class Frontier(int hostParallelism)
{
    private readonly Dictionary<string, Line> lines = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<Line> turns = new();

    /// <summary>Adds something that waits.</summary>
    public void Add(WorkItem work)
    {
        if (!lines.TryGetValue(work.Host, out Line? line))
        {
            lines.Add(work.Host, line = new Line());
        }

        line.Waiting.Enqueue(work);
        TakeTurn(line);
    }

    /// <summary>Takes the next thing to do; false where nothing waits for a host that has room.</summary>
    public bool TryTake(out WorkItem work)
    {
        if (!turns.TryDequeue(out Line? line))
        {
            work = default;
            return false;
        }

        work = line.Waiting.Dequeue();
        line.HasTurn = false;
        line.UnderWay++;
        TakeTurn(line);
        return true;
    }

    /// <summary>Tells that something taken is done.</summary>
    public void Release(WorkItem work)
    {
        Line line = lines[work.Host];
        line.UnderWay--;
        TakeTurn(line);
    }

    private void TakeTurn(Line line)
    {
        if (!line.HasTurn && line.Waiting.Count > 0 && line.UnderWay < hostParallelism)
        {
            line.HasTurn = true;
            turns.Enqueue(line);
        }
    }

    private sealed class Line
    {
        public Queue<WorkItem> Waiting { get; } = new();

        public int UnderWay { get; set; }

        public bool HasTurn { get; set; }
    }
}
