using Discern.Cleaning.Adding;
using Discern.Cleaning.Quarantining;
using Discern.Cleaning.Relabelling;
using Discern.Datasets;

namespace Discern.Cleaning.Correcting;

/// <summary>What people decide about the pictures of a collection: set aside, of another class, or added to one; step by step, and back.</summary>
/// <remarks>Pictures are set aside where <c>discern clean --apply</c> sets them aside, so that <c>--undo</c> brings all of them back as well.</remarks>
/// <example><code>
/// var corrections = new Corrections("pictures");
/// corrections.SetAside(["cats/blurred.jpg"]);
/// corrections.Undo();   // it is back
/// </code></example>
/// <param name="root">The collection's folder.</param>
/// <param name="time">The clock of the catalogue; null for the system's.</param>
public sealed class Corrections(string root, TimeProvider? time = null)
{
    /// <summary>The step that <see cref="Undo"/> would take back; null where there is none.</summary>
    /// <exception cref="DiscernException">The catalogue cannot be read.</exception>
    public CorrectionStep? Last
    {
        get
        {
            if (CleaningFolder.Find(root) is not { } folder || !File.Exists(folder.CataloguePath))
            {
                return null;
            }

            using var catalogue = Catalogue.Open(folder.CataloguePath);
            IEnumerable<CorrectionStep> setAside = catalogue.Decisions(DecisionState.Quarantined)
                .GroupBy(decision => decision.DecidedAt).Select(step => new CorrectionStep(step.Key, CorrectionKind.SetAside, step.Count(), NewClass: null));
            IEnumerable<CorrectionStep> relabelled = catalogue.Relabels(RelabelState.Done)
                .GroupBy(relabel => relabel.DecidedAt).Select(step => new CorrectionStep(step.Key, CorrectionKind.Labelled, step.Count(), step.First().NewClass));
            IEnumerable<CorrectionStep> added = catalogue.Additions(AdditionState.Done)
                .GroupBy(addition => addition.DecidedAt).Select(step => new CorrectionStep(step.Key, CorrectionKind.Added, step.Count(), step.First().Class));
            return setAside.Concat(relabelled).Concat(added).MaxBy(step => step.DecidedAt);
        }
    }

    /// <summary>Moves pictures into the quarantine.</summary>
    /// <param name="paths">The pictures, relative to the collection's root, with forward slashes.</param>
    /// <returns>What was moved, and what was not.</returns>
    /// <exception cref="DiscernException">The catalogue or the quarantine cannot be written; what was moved by then can be brought back.</exception>
    public QuarantineResult SetAside(IReadOnlyCollection<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return new Quarantine(root, CleaningFolder.Open(root), time).Apply([.. paths.Select(path => new SetAside(path, IssueKind.ByHand, "Somebody looked at it and set it aside."))]);
    }

    /// <summary>Gives pictures another class.</summary>
    /// <param name="collection">The collection as it is.</param>
    /// <param name="paths">The pictures.</param>
    /// <param name="name">One of its classes.</param>
    /// <exception cref="ArgumentException">The collection has no such class.</exception>
    /// <exception cref="DiscernException">A picture cannot be moved, or a table not written.</exception>
    public IReadOnlyList<Relabel> Relabel(Collection collection, IReadOnlyCollection<string> paths, string name) =>
        new Relabeller(root, CleaningFolder.Open(root), time).Apply(collection, paths, name);

    /// <summary>Adds pictures from elsewhere to a class.</summary>
    /// <param name="collection">The collection as it is.</param>
    /// <param name="pictures">The pictures.</param>
    /// <param name="name">One of its classes.</param>
    /// <param name="split">One of its splits; null where it gives none.</param>
    /// <exception cref="ArgumentException">The collection has no such class or split, or a table gives its classes.</exception>
    /// <exception cref="DiscernException">A folder or the catalogue cannot be written; what was added by then can be taken back.</exception>
    public AdditionResult Add(Collection collection, IReadOnlyList<NewPicture> pictures, string name, Split? split) =>
        new Adder(root, CleaningFolder.Open(root), time).Apply(collection, pictures, name, split);

    /// <summary>Takes back the last step.</summary>
    /// <returns>Sentences about pictures that could not be brought back; null where there was no step.</returns>
    /// <exception cref="DiscernException">A picture cannot be moved, or a table not written.</exception>
    public IReadOnlyList<string>? Undo()
    {
        if (Last is not { } step)
        {
            return null;
        }

        var folder = CleaningFolder.Open(root);
        switch (step.Kind)
        {
            case CorrectionKind.SetAside:
                return new Quarantine(root, folder, time).Undo(step.DecidedAt).Remarks;
            case CorrectionKind.Added:
                return new Adder(root, folder, time).Undo(step.DecidedAt);
            default:
                new Relabeller(root, folder, time).Undo(step.DecidedAt);
                return [];
        }
    }
}
