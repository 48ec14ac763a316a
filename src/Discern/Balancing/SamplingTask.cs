using Discern.Compute;
using Discern.Compute.Distances;
using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Features;
using Discern.Neighbours;

namespace Discern.Balancing;

/// <summary>What a sampler works on, and what it has chosen so far: at first every row stays.</summary>
internal sealed class SamplingTask
{
    private const ulong Purpose = 0x53616D706C657273;

    private readonly ulong seed;
    private readonly int[][] members;
    private readonly bool[] isKept;
    private readonly HashSet<string> remarks = new(StringComparer.Ordinal);

    public SamplingTask(SamplingTable table, ulong seed, Workers workers, CancellationToken cancellation)
    {
        this.seed = seed;
        Table = table;
        Workers = workers;
        Cancellation = cancellation;
        Labels = [.. table.Labels];
        Counts = new int[table.Classes.Count];
        foreach (int label in Labels)
        {
            Counts[label]++;
        }

        members = [.. Counts.Select(count => new int[count])];
        int[] next = new int[Counts.Length];
        for (int row = 0; row < Labels.Length; row++)
        {
            members[Labels[row]][next[Labels[row]]++] = row;
        }

        isKept = new bool[Labels.Length];
        Array.Fill(isKept, value: true);
    }

    public SamplingTable Table { get; }

    public Tensor Features => Table.Features;

    public int[] Labels { get; }

    public int[] Counts { get; }

    public Workers Workers { get; }

    public CancellationToken Cancellation { get; }

    public List<int> Copies { get; } = [];

    public List<SyntheticRow> Synthetic { get; } = [];

    /// <summary>The classes that have rows.</summary>
    public IEnumerable<int> Present => Enumerable.Range(0, Counts.Length).Where(label => Counts[label] > 0);

    /// <summary>The smallest class; of equals the first.</summary>
    public int Minority => Present.MinBy(label => Counts[label]);

    /// <summary>How many rows the largest class has.</summary>
    public int Largest => Counts.Max();

    /// <summary>All classes but the smallest.</summary>
    public IEnumerable<int> Larger => Present.Where(label => label != Minority);

    public int Count => Labels.Length;

    /// <summary>The rows of a class, ascending.</summary>
    public int[] MembersOf(int label) => members[label];

    public bool IsKept(int row) => isKept[row];

    public void Remove(int row) => isKept[row] = false;

    /// <summary>Of a class only these stay.</summary>
    public void KeepOnly(int label, IEnumerable<int> rows)
    {
        foreach (int row in members[label])
        {
            isKept[row] = false;
        }

        foreach (int row in rows)
        {
            isKept[row] = true;
        }
    }

    public void Remark(string sentence) => remarks.Add(sentence);

    public string NameOf(int label) => $"'{Table.Classes[label]}'";

    /// <summary>Random numbers of their own for each class.</summary>
    public Philox Random(int label) => new(seed, Philox.Stream(Purpose, (ulong)label));

    /// <summary>A seed for what is drawn inside, by class.</summary>
    public ulong SeedOf(int label) => Philox.Stream(seed, Purpose, (ulong)label);

    public RowSet Rows(int[]? rows = null) => new(Features, rows);

    /// <summary>The nearest other rows of all rows.</summary>
    public NeighbourTable AllNeighbours(int count)
    {
        RemarkFewer(count, Count, "The table has");
        return NearestNeighbours.Find(Rows(), count, Workers, groups: null, Cancellation);
    }

    /// <summary>The nearest other members of a class for each member; two or more are needed.</summary>
    public NeighbourTable NeighboursWithin(int label, int count)
    {
        RemarkFewer(count, Counts[label], $"Class {NameOf(label)} has");
        NeighbourTable table = NearestNeighbours.Find(Rows(members[label]), count, Workers, groups: null, Cancellation);
        int copies = Enumerable.Range(0, table.Rows).Count(row => table.PerRow > 0 && table.SquaresOf(row)[0] == 0);
        if (copies > 0)
        {
            Remark($"Of the {Counts[label]} rows of class {NameOf(label)} {copies} have an equal one: between equal rows nothing new lies.");
        }

        return table;
    }

    /// <summary>The nearest other rows, of any class, for each member of a class: one list per member.</summary>
    public int[][] NeighboursAround(int label, int count)
    {
        RemarkFewer(count, Count, "The table has");
        NeighbourTable table = NearestNeighbours.Find(Rows(members[label]), Rows(), Math.Min(count + 1, Count), Workers, Cancellation);
        return [.. members[label].Select((row, place) => Without(row, table.Of(place)))];
    }

    /// <summary>A list of neighbours without the row itself; where more equal rows come before it than the list holds, without its last.</summary>
    public static int[] Without(int row, ReadOnlySpan<int> neighbours)
    {
        int[] others = new int[neighbours.Length - 1];
        int next = 0;
        foreach (int neighbour in neighbours)
        {
            if (neighbour != row && next < others.Length)
            {
                others[next++] = neighbour;
            }
        }

        return others;
    }

    /// <summary>Tells that rows have fewer neighbours than were asked for, if so.</summary>
    /// <param name="wanted">How many were asked for.</param>
    /// <param name="members">How many rows there are.</param>
    /// <param name="who">Whose rows: the beginning of the sentence.</param>
    /// <param name="isAmongThem">Whether it is one of these rows whose neighbours are looked for.</param>
    public void RemarkFewer(int wanted, int members, string who, bool isAmongThem = true)
    {
        int available = isAmongThem ? members - 1 : members;
        if (available < wanted)
        {
            Remark($"{who} {Sentence.Count(members, "member")}: {Sentence.Count(available, "neighbour")} used instead of {wanted}.");
        }
    }

    /// <summary>Refuses a table that nothing can be chosen from.</summary>
    public void Require()
    {
        if (Count == 0 || Features.Shape[1] == 0)
        {
            throw new DiscernException("The table has no rows or no features, so there is nothing to balance. Add labelled examples.");
        }

        if (Present.Count() < 2)
        {
            throw new DiscernException($"All {Count} rows belong to class {NameOf(Labels[0])}: one class alone cannot be balanced. Add examples of another class.");
        }

        FiniteValues.Require(Features, Workers);
    }

    /// <summary>What was chosen. A class of which nothing would be left is left as it was, and that is said.</summary>
    public Resampling Finish()
    {
        foreach (int lost in Present.Where(label => !Array.Exists(members[label], row => isKept[row])))
        {
            Remark($"Every row of class {NameOf(lost)} would be left out: the class is left as it is. Its labels may be wrong; 'discern clean' looks at them.");
            KeepOnly(lost, members[lost]);
        }

        int[] kept = [.. Enumerable.Range(0, Count).Where(row => isKept[row])];
        int[] after = new int[Counts.Length];
        foreach (int label in kept.Concat(Copies).Select(row => Labels[row]).Concat(Synthetic.Select(row => row.Label)))
        {
            after[label]++;
        }

        return new Resampling { Kept = kept, Copies = Copies, Synthetic = Synthetic, CountsBefore = Counts, CountsAfter = after, Remarks = [.. remarks] };
    }
}
