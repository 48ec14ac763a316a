using Discern.Classifiers.CrossValidation;
using Discern.Classifiers.Logistic;
using Discern.Classifiers.Transfer;
using Discern.Cleaning.NearDuplicates;
using Discern.Compute.Threading;

namespace Discern.Cleaning.Labels;

/// <summary>Finds suspicious labels: a logistic regression on features, each picture judged by one that has not seen it nor any copy of it.</summary>
internal sealed class LabelJudge(Survey survey, IReadOnlyList<DuplicateGroup> duplicates, CleaningOptions options, Workers workers)
{
    private const int MostFurtherLooks = 4;

    /// <summary>The issues, the clearest first.</summary>
    /// <param name="view">The features.</param>
    /// <param name="remarks">Receives why labels cannot be judged, if so.</param>
    /// <param name="cancellation">Stops between two fits.</param>
    public IEnumerable<Issue> Find(FeatureView view, List<string> remarks, CancellationToken cancellation)
    {
        string[] classes = [.. view.Pictures.Select(picture => survey.Pictures[picture].Label!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        int[] labels = [.. view.Pictures.Select(picture => Array.BinarySearch(classes, survey.Pictures[picture].Label, StringComparer.Ordinal))];
        string?[] groups = Groups(view);
        string[] rare = [.. classes.Where((_, label) => Units(label, labels, groups) < options.Folds)];
        if (classes.Length < 2 || rare.Length > 0)
        {
            remarks.Add(classes.Length < 2
                ? "Labels were not judged: there are not two classes with readable pictures."
                : $"Labels were not judged: {Datasets.Sentence.Names(rare)} has fewer than {options.Folds} different pictures.");
            return [];
        }

        var table = new TrainingTable(view.Table, labels, classes.Length) { Groups = groups };
        LogisticOptions logistic = LogisticLearning.Options(classWeights: null);
        StrengthSearchResult search = StrengthSearch.Search(table, new StrengthSearchOptions { Folds = options.Folds, Seed = options.Seed }, logistic, workers, cancellation);
        OutOfFoldPredictions answers = LookAgain(table, logistic with { Strength = search.Chosen }, search.OutOfFold, cancellation);
        return ConfidentLearning.Suspects(answers.Probabilities, labels, classes.Length).Select(suspect => Describe(suspect, view, labels, classes, answers)).ToArray();
    }

    /// <summary>
    /// Wrong labels teach the very classifier that is to find them: those suspected are not learnt from, and all are judged anew,
    /// until the suspects stay the same.
    /// </summary>
    private OutOfFoldPredictions LookAgain(TrainingTable table, LogisticOptions logistic, OutOfFoldPredictions answers, CancellationToken cancellation)
    {
        StratifiedFolds folds = StratifiedFolds.Draw(table.Labels, table.Groups, options.Folds, options.Seed);
        HashSet<int> suspects = [];
        for (int look = 0; look < MostFurtherLooks; look++)
        {
            HashSet<int> found = [.. ConfidentLearning.Suspects(answers.Probabilities, table.Labels, table.Classes).Select(suspect => suspect.Row)];
            if (found.SetEquals(suspects) || !LeavesEachClass(table, folds, found))
            {
                break;
            }

            suspects = found;
            double[] weights = [.. Enumerable.Range(0, table.Count).Select(row => suspects.Contains(row) ? 0.0 : 1.0)];
            answers = OutOfFoldPredictions.Predict(
                new TrainingTable(table.Features, table.Labels, table.Classes) { Groups = table.Groups, Weights = weights }, folds, logistic, workers, cancellation);
        }

        return answers;
    }

    private static bool LeavesEachClass(TrainingTable table, StratifiedFolds folds, HashSet<int> suspects) => Enumerable.Range(0, folds.Count).All(fold =>
        folds.Training(fold).Where(row => !suspects.Contains(row)).Select(row => table.Labels[row]).Distinct().Count() == table.Classes);

    private Issue Describe(LabelSuspect suspect, FeatureView view, int[] labels, string[] classes, OutOfFoldPredictions answers)
    {
        ReadOnlySpan<float> own = answers.Probabilities.Slice(suspect.Row * classes.Length, classes.Length);
        (string given, string suggested) = (classes[labels[suspect.Row]], classes[suspect.Suggested]);
        return new Issue(
            IssueKind.SuspiciousLabel,
            view.Pictures[suspect.Row],
            [],
            suspect.Margin,
            $"It is labelled '{given}', and a classifier that has not seen it takes it for '{suggested}' with probability {own[suspect.Suggested]:0.00} ('{given}': {own[labels[suspect.Row]]:0.00}).");
    }

    private string?[] Groups(FeatureView view)
    {
        Dictionary<int, string> names = duplicates.SelectMany(group => group.Members.Select(member => (member, Name: $"{group.Members[0]}"))).ToDictionary(pair => pair.member, pair => pair.Name);
        return [.. view.Pictures.Select(picture => names.GetValueOrDefault(picture))];
    }

    private static int Units(int label, int[] labels, string?[] groups) =>
        Enumerable.Range(0, labels.Length).Where(row => labels[row] == label).Select(row => groups[row] ?? $"alone {row}").Distinct(StringComparer.Ordinal).Count();
}
