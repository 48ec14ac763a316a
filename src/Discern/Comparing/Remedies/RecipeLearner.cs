using System.Globalization;
using Discern.Classifiers;
using Discern.Classifiers.Balance;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Runs;

namespace Discern.Comparing.Remedies;

/// <summary>Any recipe, run anew for each fold and remedy, in folders that are gone afterwards.</summary>
/// <param name="dataset">The pictures to deal; those of its test split are not among them.</param>
/// <param name="recipe">The recipe's name.</param>
/// <param name="learning">The recipe with a remedy.</param>
internal sealed class RecipeLearner(Dataset dataset, string recipe, Func<Remedy, Learning> learning) : IFoldLearner
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern-compare-");
    private readonly Dictionary<string, SkippedPicture> skipped = new(StringComparer.Ordinal);
    private int runs;

    /// <inheritdoc/>
    public IReadOnlyList<Example> Pictures => dataset.Examples;

    /// <inheritdoc/>
    public IReadOnlyList<SkippedPicture> Skipped => [.. skipped.Values.OrderBy(picture => picture.Path, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public (Remedy? Taken, string? Remark) Consider(Remedy remedy) => PictureSelection.Refusal(remedy.Learning.Sampler, recipe) is { } refusal
        ? (null, $"'{remedy.Name}' is left out. {refusal}")
        : (remedy, null);

    /// <inheritdoc/>
    public FoldAnswers Learn(Remedy remedy, PairedFold fold, ulong seed, CancellationToken cancellation)
    {
        RunFolder run = RunFolder.Create(Path.Combine(folder.FullName, (++runs).ToString(CultureInfo.InvariantCulture)));
        try
        {
            RunDescription description = learning(remedy)(Dealt(fold), run, new SilentObserver(), cancellation);
            foreach (SkippedPicture picture in description.Skipped)
            {
                skipped.TryAdd(picture.Path, picture);
            }

            return new FoldAnswers(Answers(run, Split.Validation), Answers(run, Split.Test), []);
        }
        finally
        {
            Directory.Delete(run.Path, recursive: true);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static Prediction[] Answers(RunFolder run, Split split) =>
        [.. (run.Predictions(split)?.Rows ?? []).Select(row => row with { Predicted = Decision.Of(row.Probabilities, threshold: 0.5) })];

    private Dataset Dealt(PairedFold fold)
    {
        var splits = new Split[Pictures.Count];
        Array.ForEach(fold.Validation, row => splits[row] = Split.Validation);
        Array.ForEach(fold.HeldOut, row => splits[row] = Split.Test);
        Array.ForEach(fold.Learning, row => splits[row] = Split.Train);
        return new Dataset(dataset.Root, dataset.Classes, [.. Pictures.Select((picture, row) => picture with { Split = splits[row] })], dataset.Remarks, dataset.Fingerprint);
    }
}
