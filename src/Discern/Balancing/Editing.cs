namespace Discern.Balancing;

/// <summary>Wilson's rule: a row that its nearest neighbours disagree with is left out.</summary>
internal static class Editing
{
    /// <summary>Whether a row agrees with its neighbours.</summary>
    public static bool Agrees(int label, ReadOnlySpan<int> neighbours, int[] labels, int classes, NeighbourVote vote)
    {
        if (vote == NeighbourVote.Mode)
        {
            return Mode(neighbours, labels, classes) == label;
        }

        foreach (int row in neighbours)
        {
            if (labels[row] != label)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The most frequent class; of equally frequent ones the first.</summary>
    public static int Mode(ReadOnlySpan<int> neighbours, int[] labels, int classes)
    {
        int[] votes = new int[classes];
        foreach (int row in neighbours)
        {
            votes[labels[row]]++;
        }

        return Array.IndexOf(votes, votes.Max());
    }
}
