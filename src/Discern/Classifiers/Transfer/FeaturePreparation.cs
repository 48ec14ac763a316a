using Discern.Classifiers.Logistic;
using Discern.Classifiers.Tops;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Features;
using Discern.Neural.Plans;

namespace Discern.Classifiers.Transfer;

/// <summary>Computes a data set's features, in the precision that was told, or else in bfloat16 where the machine has it and the validation pictures show no loss.</summary>
/// <remarks>
/// The check is cheap where it passes: all features in bfloat16, which stay, and beside them those of the validation pictures in single precision. Where
/// it fails all are computed again. A logistic regression of usual strength on the training pictures is the judge: what is asked is whether rounding moves answers.
/// </remarks>
internal sealed class FeaturePreparation(Dataset dataset, RunBackbone backbone, TransferOptions options, Workers workers, RunClock clock, CancellationToken cancellation)
{
    private readonly Views views = options.ViewsOf(dataset, backbone.Backbone);

    /// <summary>Computes them.</summary>
    public PreparedFeatures Prepare()
    {
        if (backbone.Told.Precision is { } told)
        {
            return Read(told);
        }

        PreparedFeatures low = Read(Precision.Bfloat16);
        PrecisionChoice choice;
        try
        {
            choice = PrecisionChoice.Decide(low.Extractor.Precision, low.Extractor.PrecisionRemark, () => Check(low.Features));
        }
        catch
        {
            low.Dispose();
            throw;
        }

        if (choice.Precision == low.Extractor.Precision)
        {
            return low with { Reason = choice.Reason };
        }

        low.Dispose();
        return Read(choice.Precision) with { Reason = choice.Reason };
    }

    private PreparedFeatures Read(Precision precision)
    {
        FeatureExtractor extractor = Open(precision);
        try
        {
            var features = DatasetFeatures.Read(dataset, extractor, new FeatureRoots(), views, clock, cancellation);
            return new PreparedFeatures(extractor, features, extractor.PrecisionRemark);
        }
        catch
        {
            extractor.Dispose();
            throw;
        }
    }

    private PrecisionCheck? Check(DatasetFeatures low)
    {
        if (low.LabelsOf(Split.Validation).Length < HeldOut.FewestToCompareBy)
        {
            return null;
        }

        IReadOnlyList<float>? weights = options.ClassWeights.For(dataset.Classes, low.Examples.CountsOf(Split.Train));
        LogisticFit fit = LogisticRegression.Fit(low.TableUpTo(Split.Train), LogisticLearning.Options(weights), workers, cancellation);
        using var judge = new LogisticTop(fit.Model, workers);
        using FeatureExtractor extractor = Open(Precision.Float32);
        using DatasetFeatures single = DatasetFeatures.Read(dataset, [Split.Validation], extractor, new FeatureRoots(), views, clock, cancellation);
        return PrecisionCheck.Of(Answers(single, judge), Answers(low, judge), options.Seed);
    }

    private FeatureExtractor Open(Precision precision) => backbone.In(precision).Open(options.FeatureFolder, workers, options.Profiler);

    private static PredictionTable Answers(DatasetFeatures features, LogisticTop judge) =>
        features.Decide(Split.Validation, features.Predict(Split.Validation, judge), threshold: 0.5);
}
