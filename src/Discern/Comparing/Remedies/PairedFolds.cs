using Discern.Classifiers.CrossValidation;
using Discern.Compute.Random;
using Discern.Datasets;

namespace Discern.Comparing.Remedies;

/// <summary>The folds of all repeats, stratified, with groups kept together.</summary>
/// <param name="All">Repeat after repeat, each with as many folds.</param>
/// <param name="Count">Folds of each repeat.</param>
/// <param name="Remarks">What the user should know, as sentences.</param>
internal sealed record PairedFolds(IReadOnlyList<PairedFold> All, int Count, IReadOnlyList<string> Remarks)
{
    // A quarter of the training part chooses.
    private const int InnerFolds = 4;

    // One picture to learn from, one to choose by, one to judge by.
    private const int Fewest = 3;

    /// <summary>Deals pictures.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="classes">Their classes' names.</param>
    /// <param name="count">Folds of each repeat, 2 or more; fewer are taken, and said, where a class has fewer members.</param>
    /// <param name="repeats">How often they are dealt anew, 1 or more.</param>
    /// <param name="seed">The same seed deals the same.</param>
    /// <exception cref="DiscernException">A class has too few pictures or groups, or there is only one class.</exception>
    public static PairedFolds Draw(IReadOnlyList<Example> pictures, IReadOnlyList<string> classes, int count, int repeats, ulong seed)
    {
        int[] units = Units(pictures, classes.Count);
        string noun = pictures.Any(picture => picture.Group is not null) ? "group" : "picture";
        if (units.Count(members => members > 0) < 2)
        {
            throw new DiscernException("There is only one class, and nothing to tell it from. Add a folder with pictures of another class.");
        }

        int smallest = Enumerable.Range(0, units.Length).MinBy(label => units[label]);
        if (units[smallest] < Fewest)
        {
            throw new DiscernException(
                $"The class '{classes[smallest]}' has {Sentence.Count(units[smallest], noun)} to compare by, and needs {Fewest} at least: one to learn from, one to choose by and one to judge by. Add pictures, or leave the class out.");
        }

        int folds = Math.Min(count, units[smallest]);
        string[] remarks = folds == count ? [] : [$"{folds} folds are taken instead of {count}, because the class '{classes[smallest]}' has only {Sentence.Count(units[smallest], noun)}."];
        return new PairedFolds([.. Enumerable.Range(0, repeats).SelectMany(repeat => Deal(pictures, folds, repeat, seed))], folds, remarks);
    }

    private static IEnumerable<PairedFold> Deal(IReadOnlyList<Example> pictures, int count, int repeat, ulong seed)
    {
        StratifiedFolds outer = Stratify(pictures, [.. Enumerable.Range(0, pictures.Count)], count, Philox.Stream(seed, (ulong)repeat, 0));
        for (int fold = 0; fold < outer.Count; fold++)
        {
            int[] training = outer.Training(fold);
            StratifiedFolds inner = Stratify(pictures, training, InnerFolds, Philox.Stream(seed, (ulong)repeat, (ulong)fold + 1));
            yield return new PairedFold(
                repeat, fold, [.. inner.Training(0).Select(place => training[place])], [.. inner.HeldOut(0).Select(place => training[place])], outer.HeldOut(fold));
        }
    }

    private static StratifiedFolds Stratify(IReadOnlyList<Example> pictures, int[] rows, int count, ulong seed) => StratifiedFolds.Draw(
        [.. rows.Select(row => pictures[row].Label)],
        rows.Any(row => pictures[row].Group is not null) ? [.. rows.Select(row => pictures[row].Group)] : null,
        count,
        seed);

    /// <summary>How many pictures that stand alone, and groups, each class has.</summary>
    private static int[] Units(IReadOnlyList<Example> pictures, int classes)
    {
        int[] units = new int[classes];
        foreach (IGrouping<int, Example> members in pictures.GroupBy(picture => picture.Label))
        {
            units[members.Key] = members.Count(member => member.Group is null) + members.Select(member => member.Group).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        }

        return units;
    }
}
