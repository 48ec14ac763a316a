using System.Text.Json;
using Discern.Classifiers.Balance;
using Discern.Classifiers.Logistic;
using Discern.Classifiers.Tops;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Evaluation.Thresholds;
using Discern.Neural.Graphs;
using Discern.Runs;

namespace Discern.Classifiers.Transfer;

/// <summary>Learns the tops that are asked for, judges them on the validation pictures, and keeps one.</summary>
internal sealed class TopLearner(DatasetFeatures features, TransferOptions options, Workers workers, CancellationToken cancellation)
{
    public const string Logistic = "logistic regression";
    public const string Dense = "dense top";

    /// <summary>A difference of two standard errors is rarely chance.</summary>
    private const double ClearAdvantage = 2;

    private readonly IReadOnlyList<float>? classWeights =
        options.ClassWeights.For(features.Examples.Dataset.Classes, features.Examples.CountsOf(Split.Train));

    private readonly SamplerBalance? balance = SamplerBalance.Of(options.Sampler, features.Examples.Dataset.Classes, options.Seed);

    private readonly int[] validationLabels = features.LabelsOf(Split.Validation);

    /// <summary>Learns, and writes the classifier into the run's folder.</summary>
    public LearntTop Learn(RunFolder run)
    {
        TrainingTable training = features.TableUpTo(Split.Train);
        LogisticLearning logistic = LogisticLearning.Learn(training, LogisticLearning.Options(classWeights, balance), options, workers, cancellation);
        using var logisticTop = new LogisticTop(logistic.Fit.Model, workers);
        float[] byLogistic = features.Predict(Split.Validation, logisticTop);
        if (options.Top == TransferTop.Best && validationLabels.Length < HeldOut.FewestToCompareBy)
        {
            return FinishLogistic(run, logistic, byLogistic, NothingToCompareBy(logistic));
        }

        if (options.Top == TransferTop.Logistic)
        {
            return FinishLogistic(run, logistic, byLogistic, choice: null);
        }

        Graph graph = DenseTop.Build(features.Columns, training.Classes);
        using BalancedTable? balanced = balance?.Apply(training, [.. Enumerable.Range(0, training.Count)], workers, cancellation);
        Weights weights = DenseTop.Train(graph, balanced?.Table ?? training, classWeights, options.Seed, workers, cancellation);
        var denseTop = new NetworkTop(graph, weights, workers);
        float[] byDense = features.Predict(Split.Validation, denseTop);
        RunChoice? choice = options.Top == TransferTop.Best ? Compare(byLogistic, byDense) : null;
        if (choice?.Winner is Logistic)
        {
            denseTop.Dispose();
            return FinishLogistic(run, logistic, byLogistic, choice);
        }

        Model.Save(run, graph, weights);
        return new LearntTop(denseTop, byDense)
        {
            Network = Dense,
            Parameters = new ParameterCount(graph.ParameterCount, graph.TrainableParameterCount),
            Threshold = Threshold(features.Decide(Split.Validation, byDense, threshold: 0.5).Rows),
            Choice = choice,
            Resampling = logistic.Fit.Resampling,
            Remarks = logistic.Fit.Resampling?.Remarks ?? [],
        };
    }

    private LearntTop FinishLogistic(RunFolder run, LogisticLearning logistic, float[] validation, RunChoice? choice)
    {
        LogisticModel model = logistic.Fit.Model;
        var remarks = new List<string>(logistic.Remarks);
        if (validationLabels.Length > 0)
        {
            model = LogisticRegression.Fit(
                features.TableUpTo(Split.Validation), LogisticLearning.Options(classWeights, balance) with { Strength = logistic.Search.Chosen }, workers, cancellation).Model;
            remarks.Add("The validation pictures were judged by a model of the training pictures alone. Then, as cross-validation had chosen the strength, the final model learnt from both.");
        }

        LogisticModelFile.Write(run.ModelPath, model);
        float[] outOfFold = OutOfFold(logistic);
        long parameters = model.Coefficients.Length + model.Intercepts.Length;
        return new LearntTop(new LogisticTop(model, workers), validation)
        {
            Network = Logistic,
            Parameters = new ParameterCount(parameters, parameters),
            OutOfFold = outOfFold,
            Threshold = Threshold([.. features.Decide(Split.Validation, validation, threshold: 0.5).Rows, .. features.Decide(Split.Train, outOfFold, threshold: 0.5).Rows]),
            Choice = choice,
            Resampling = logistic.Fit.Resampling,
            Remarks = remarks,
            Options = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
            {
                ["strength"] = JsonSerializer.SerializeToElement(logistic.Search.Chosen),
                ["strengthsTried"] = JsonSerializer.SerializeToElement(logistic.Search.Grid.Select(score => score.Strength)),
            },
        };
    }

    private float[] OutOfFold(LogisticLearning logistic) => features.Average(Split.Train, logistic.Search.OutOfFold.Probabilities);

    private RunChoice NothingToCompareBy(LogisticLearning logistic)
    {
        float[] outOfFold = OutOfFold(logistic);
        int[] labels = features.LabelsOf(Split.Train);
        return new RunChoice(
            $"log loss in cross-validation over {labels.Length} training pictures",
            [new RunCandidate(Logistic, HeldOut.Losses(outOfFold, labels).Average(), HeldOut.Accuracy(outOfFold, labels))],
            Logistic,
            $"A {Logistic} was tried at {logistic.Search.Grid.Count} strengths; {validationLabels.Length} validation pictures are too few, below {HeldOut.FewestToCompareBy}, to tell whether anything larger would be better.");
    }

    private RunChoice Compare(float[] byLogistic, float[] byDense)
    {
        double[] logistic = HeldOut.Losses(byLogistic, validationLabels);
        double[] dense = HeldOut.Losses(byDense, validationLabels);
        double advantage = HeldOut.Advantage(logistic, dense);
        string winner = advantage > ClearAdvantage ? Dense : Logistic;
        string reason = advantage > ClearAdvantage ? $"the {Dense} is better by {advantage:N1} standard errors"
            : advantage > 0 ? $"the {Dense} is better by {advantage:N1} standard errors only, and the simpler one is kept"
            : $"the {Dense} is not better";
        return new RunChoice(
            $"log loss on {validationLabels.Length} validation pictures",
            [
                new RunCandidate(Logistic, logistic.Average(), HeldOut.Accuracy(byLogistic, validationLabels)),
                new RunCandidate(Dense, dense.Average(), HeldOut.Accuracy(byDense, validationLabels)),
            ],
            winner,
            $"By log loss on {validationLabels.Length} validation pictures ({Logistic} {logistic.Average():N3}, {Dense} {dense.Average():N3}) {reason}: {winner} it is.");
    }

    private ThresholdChoice? Threshold(IReadOnlyList<Prediction> heldOut)
    {
        Dataset dataset = features.Examples.Dataset;
        IReadOnlyList<int> counts = features.Examples.CountsOf(Split.Train);
        return options.IsThresholdChosen && options.ClassWeights == ClassWeights.None && balance is null && ThresholdSearch.IsWorthwhile(counts) && heldOut.Count > 0
            ? ThresholdChoice.Of(new PredictionTable(dataset.Classes, heldOut), new ThresholdGoal(ThresholdRule.F1).For(dataset.Classes, counts))
            : null;
    }
}
