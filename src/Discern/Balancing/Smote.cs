using Discern.Compute.Random;
using Discern.Neighbours;

namespace Discern.Balancing;

/// <summary>SMOTE: new rows between a row and one of its nearest neighbours of the same class, until all classes are as large as the largest.</summary>
/// <remarks>Chawla, Bowyer, Hall and Kegelmeyer, "SMOTE: synthetic minority over-sampling technique" (JAIR 16, 2002).</remarks>
public sealed class Smote : Sampler
{
    /// <inheritdoc/>
    public override string Name => "smote";

    /// <inheritdoc/>
    public override string Summary => "makes rows between neighbours of the smaller classes";

    /// <inheritdoc/>
    public override bool Synthesizes => true;

    /// <summary>How many nearest neighbours one is drawn from, 1 or more; fewer where a class has fewer.</summary>
    public int Neighbours { get; init; } = 5;

    internal override void Select(SamplingTask task)
    {
        foreach (int label in task.Present.Where(label => task.Counts[label] < task.Largest))
        {
            Add(task, label, task.Largest - task.Counts[label], Neighbours);
        }
    }

    /// <summary>Makes rows of a class, each from a member that is drawn by chance.</summary>
    internal static void Add(SamplingTask task, int label, int count, int neighbours)
    {
        if (IsAlone(task, label, count))
        {
            return;
        }

        Philox random = task.Random(label);
        int[] parents = new int[count];
        for (int made = 0; made < count; made++)
        {
            parents[made] = random.NextInt32(task.Counts[label]);
        }

        Make(task, label, parents, neighbours, ref random);
    }

    /// <summary>A single member has no neighbour to make rows towards: it is repeated, and the user is told.</summary>
    internal static bool IsAlone(SamplingTask task, int label, int count)
    {
        if (task.Counts[label] > 1)
        {
            return false;
        }

        task.Remark($"Class {task.NameOf(label)} has a single member: it is repeated, as there is no neighbour to make rows towards.");
        RandomOversampling.Repeat(task, label, count);
        return true;
    }

    /// <summary>Makes a row from each of the given members towards a neighbour that is drawn.</summary>
    /// <param name="task">Receives the rows.</param>
    /// <param name="label">The class, of two members or more.</param>
    /// <param name="parents">Places among its members; one may be named several times.</param>
    /// <param name="neighbours">How many nearest one is drawn from.</param>
    /// <param name="random">Draws.</param>
    internal static void Make(SamplingTask task, int label, int[] parents, int neighbours, ref Philox random)
    {
        NeighbourTable near = task.NeighboursWithin(label, neighbours);
        int[] members = task.MembersOf(label);
        task.Synthetic.EnsureCapacity(task.Synthetic.Count + parents.Length);
        foreach (int parent in parents)
        {
            int other = near.Of(parent)[random.NextInt32(near.PerRow)];
            task.Synthetic.Add(new SyntheticRow(label, members[parent], other, random.NextSingle()));
        }
    }
}
