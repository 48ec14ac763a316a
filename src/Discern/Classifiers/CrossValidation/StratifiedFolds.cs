using Discern.Compute.Random;
using Discern.Datasets;

namespace Discern.Classifiers.CrossValidation;

/// <summary>Parts of about equal size and of the same mixture of classes, each of which is held out once.</summary>
/// <remarks>
/// Without groups each class is dealt evenly: its numbers of rows in two folds differ by at most one, and so do the sizes of
/// the folds. A group never straddles folds: large groups are placed first, each to the fold that holds least of its classes,
/// as in scikit-learn's <c>StratifiedGroupKFold</c>.
/// </remarks>
public sealed class StratifiedFolds
{
    private const ulong Purpose = 0x666F6C6473; // "folds": a stream of random numbers of their own

    private readonly int[] foldOf;

    private StratifiedFolds(int[] foldOf, int count, IReadOnlyList<string> remarks)
    {
        this.foldOf = foldOf;
        Count = count;
        Remarks = remarks;
    }

    /// <summary>The number of folds, at least 2; fewer than asked where a class is too small.</summary>
    public int Count { get; }

    /// <summary>The fold of each row, from 0.</summary>
    public ReadOnlySpan<int> FoldOf => foldOf;

    /// <summary>What the user should know, as sentences.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Draws folds.</summary>
    /// <param name="labels">The class of each row, from 0.</param>
    /// <param name="groups">The group of each row, or null for a row on its own; null where there are no groups.</param>
    /// <param name="count">How many folds are wanted, at least 2.</param>
    /// <param name="seed">The same seed draws the same folds.</param>
    /// <exception cref="DiscernException">A class has fewer than two rows or groups, so that it cannot be both learned and held out.</exception>
    public static StratifiedFolds Draw(IReadOnlyList<int> labels, IReadOnlyList<string?>? groups, int count, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        if (groups is not null && groups.Count != labels.Count)
        {
            throw new ArgumentException($"There are {labels.Count} labels and {groups.Count} groups; each row needs one of both.", nameof(groups));
        }

        if (labels.Count == 0)
        {
            throw new DiscernException("There are no rows to deal into folds. Add labelled examples.");
        }

        List<Unit> units = Units(labels, groups);
        var remarks = new List<string>();
        int folds = Math.Min(count, Smallest(units, groups is null ? "row" : "group", count, remarks));
        var random = new Philox(seed, Purpose);
        Unit[] order = [.. units];
        random.Shuffle(order.AsSpan());
        int[] places = new int[labels.Count];
        var content = new FoldContent(folds, labels);
        foreach (Unit unit in order.OrderByDescending(unit => unit.Rows.Count).ThenBy(unit => unit.Labels[0].Label))
        {
            int fold = content.Place(unit.Labels, unit.Rows.Count);
            unit.Rows.ForEach(row => places[row] = fold);
        }

        content.RequireEveryClassOutsideEachFold();
        return new StratifiedFolds(places, folds, remarks);
    }

    /// <summary>The rows of one fold, ascending: those that are held out.</summary>
    public int[] HeldOut(int fold) => Rows(row => foldOf[row] == fold, fold);

    /// <summary>The rows of all other folds, ascending: those that are learned from.</summary>
    public int[] Training(int fold) => Rows(row => foldOf[row] != fold, fold);

    private int[] Rows(Func<int, bool> isWanted, int fold)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fold);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fold, Count);
        return [.. Enumerable.Range(0, foldOf.Length).Where(isWanted)];
    }

    private static List<Unit> Units(IReadOnlyList<int> labels, IReadOnlyList<string?>? groups)
    {
        var units = new List<Unit>();
        var byName = new Dictionary<string, Unit>(StringComparer.Ordinal);
        for (int row = 0; row < labels.Count; row++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(labels[row], nameof(labels));
            string? name = groups?[row];
            if (name is null || !byName.TryGetValue(name, out Unit? unit))
            {
                unit = new Unit();
                units.Add(unit);
                if (name is not null)
                {
                    byName.Add(name, unit);
                }
            }

            unit.Rows.Add(row);
        }

        foreach (Unit unit in units)
        {
            unit.Labels = [.. unit.Rows.CountBy(row => labels[row]).Select(pair => (pair.Key, pair.Value)).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)];
        }

        return units;
    }

    /// <summary>The number of rows or groups of the smallest class, with a remark if that is below what is wanted.</summary>
    private static int Smallest(List<Unit> units, string noun, int wanted, List<string> remarks)
    {
        KeyValuePair<int, int> smallest = units.SelectMany(unit => unit.Labels).CountBy(part => part.Label).OrderBy(pair => pair.Key).MinBy(pair => pair.Value);
        if (smallest.Value < 2)
        {
            throw new DiscernException(
                $"Class {smallest.Key} has only {Sentence.Count(smallest.Value, noun)}, which cannot be learned and held out at once. Cross-validation needs at least two: add examples, or leave the class out.");
        }

        if (smallest.Value < wanted)
        {
            remarks.Add($"Cross-validation takes {smallest.Value} folds instead of {wanted}, because class {smallest.Key} has only {Sentence.Count(smallest.Value, noun)}.");
        }

        return smallest.Value;
    }

    /// <summary>Rows that go to one fold together, with how many of each class are among them.</summary>
    private sealed class Unit
    {
        public List<int> Rows { get; } = new(1);

        public (int Label, int Count)[] Labels { get; set; } = [];
    }
}
