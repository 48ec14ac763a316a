using Discern.Classifiers.Exporting;
using Discern.Classifiers.Folds;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Evaluation.Calibrating;
using Discern.Evaluation.Thresholds;
using Discern.Runs;

namespace Discern.Classifiers.Judging;

/// <summary>Sets a finished run: corrects its probabilities, chooses its threshold, and takes its figures anew.</summary>
/// <remarks>
/// Both are learnt from pictures that the classifier has not learnt from: the validation pictures, and where the run keeps answers for training
/// pictures by classifiers that had not seen them, those too. The test pictures have no part in it. The probabilities as the classifier gave
/// them stay in <c>uncalibrated/</c>, so that a run can be set again.
/// </remarks>
/// <example><code>
/// var goal = ThresholdGoal.ParseCost("fn=20,fp=1");
/// RunDescription set = new RunJudge(new JudgingOptions { Goal = goal }).Judge(RunFolder.Open("runs/first"));
/// </code></example>
public sealed class RunJudge(JudgingOptions options)
{
    /// <summary>Sets the run; one that is set so already keeps its files.</summary>
    /// <param name="run">The run, finished.</param>
    /// <returns>The description, as <c>run.json</c> holds it.</returns>
    /// <exception cref="DiscernException">The run was not evaluated, there is nothing to choose by, or a file cannot be written.</exception>
    /// <exception cref="ArgumentException">The goal or the calibration does not fit the run's classes.</exception>
    public RunDescription Judge(RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        RunDescription before = run.Description;
        if (!before.IsFinished || run.Evaluation is not { } evaluation)
        {
            throw new DiscernException($"The run '{run.Path}' was stopped before it was evaluated, so that there is nothing to set. Finish it first.");
        }

        ThresholdGoal? goal = (options.Goal ?? before.ThresholdChoice?.Goal)?.For(before.Classes, before.ClassCounts.Train);
        PredictionTable heldOut = HeldOutPredictions(run);
        (Calibration calibration, RunChoice? choice) = Calibrate(before, heldOut);
        bool isCorrected = calibration.Method != CalibrationMethod.None;
        if (options.Goal is null && !isCorrected && before.Calibration.Method == CalibrationMethod.None)
        {
            return choice is null ? before : Save(run, before with { CalibrationChoice = choice });
        }

        PredictionTable corrected = calibration.Apply(heldOut);
        ThresholdChoice? threshold = goal is null ? null : ThresholdChoice.Of(corrected, goal);
        RunDescription after = before with
        {
            Calibration = calibration,
            CalibrationChoice = choice,
            ThresholdChoice = threshold,
            Threshold = threshold?.Threshold ?? 0.5,
            Remarks = [.. before.Remarks.Where(remark => !string.Equals(remark, before.ThresholdChoice?.Sentence, StringComparison.Ordinal)), .. new[] { threshold?.Sentence }.OfType<string>()],
        };
        Evaluate(run, evaluation, after);
        if (File.Exists(run.OnnxPath))
        {
            using var exporter = new ModelExporter(run);
            exporter.Write(run.OnnxPath);
        }

        return after;
    }

    /// <summary>The predictions, as the classifier gave them, of pictures that it has not learnt from.</summary>
    public static PredictionTable HeldOutPredictions(RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        PredictionTable? validation = run.UncalibratedPredictions(Split.Validation);
        PredictionTable? outOfFold = run.OutOfFoldPredictions;
        var known = validation?.Rows.Select(row => row.Path).ToHashSet(StringComparer.Ordinal) ?? [];
        return new PredictionTable(run.Description.Classes, [.. validation?.Rows ?? [], .. outOfFold?.Rows.Where(row => !known.Contains(row.Path)) ?? []]);
    }

    // The mean of several classifiers has a scale of its own, which the single ones' answers for held-out pictures say nothing of.
    private (Calibration Calibration, RunChoice? Choice) Calibrate(RunDescription run, PredictionTable heldOut) => (options.Calibration, run.Recipe) switch
    {
        (null, Ensemble.Recipe) => (Calibration.None, null),
        (null, _) => CalibrationSearch.Choose(heldOut, run.Seed),
        ({ } method, Ensemble.Recipe) when method != CalibrationMethod.None =>
            throw new DiscernException("An ensemble cannot be calibrated: no picture is held out from all of its classifiers but the test pictures. Train without --ensemble."),
        ({ } method, _) when method == run.Calibration.Method => (CalibrationSearch.Learn(method, heldOut), run.CalibrationChoice),
        ({ } method, _) => (CalibrationSearch.Learn(method, heldOut), null),
    };

    private void Evaluate(RunFolder run, EvaluationDocument evaluation, RunDescription after)
    {
        var evaluating = new EvaluationOptions { Seed = after.Seed, Threads = options.Threads };
        (Split Split, PredictionTable Raw)[] tables = [.. Enum.GetValues<Split>().Select(split => (split, run.UncalibratedPredictions(split)!)).Where(each => each.Item2 is not null)];
        bool isCorrected = after.Calibration.Method != CalibrationMethod.None;
        if (isCorrected)
        {
            // In this order a stop at any moment leaves the uncorrected probabilities where they are looked for.
            Array.ForEach(tables, each => run.SaveUncalibrated(each.Split, each.Raw));
            run.Save(after);
        }

        var figures = new Dictionary<Split, SplitEvaluation>();
        foreach ((Split split, PredictionTable raw) in tables)
        {
            PredictionTable set = Decide(after.Calibration.Apply(raw), after.Threshold);
            run.Save(split, set);
            figures[split] = Evaluator.Evaluate(set, evaluating);
        }

        run.Save(evaluation with
        {
            Train = figures.GetValueOrDefault(Split.Train),
            Validation = figures.GetValueOrDefault(Split.Validation),
            Test = figures.GetValueOrDefault(Split.Test),
            Uncalibrated = isCorrected ? Evaluator.Evaluate(Decide(tables[^1].Raw, after.Calibration.Inverse(after.Threshold)), evaluating) : null,
        });
        run.Save(after);
    }

    private static PredictionTable Decide(PredictionTable table, double threshold) =>
        table with { Rows = [.. table.Rows.Select(row => row with { Predicted = Decision.Of(row.Probabilities, threshold) })] };

    private static RunDescription Save(RunFolder run, RunDescription description)
    {
        run.Save(description);
        return description;
    }
}
