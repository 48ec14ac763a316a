using Discern.Compute.Random;
using Discern.Evaluation;
using Discern.Evaluation.Thresholds;
using Discern.Runs;
using Discern.Web.Reports;

namespace Discern.Web.Tests.Reports;

/// <summary>A report as a run on emoji would give it: three classes of very unequal size, trained until it overfits.</summary>
internal static class SampleReport
{
    private static readonly string[] s_classes = ["animal", "food & drink", "object"];

    private static readonly PredictionTable s_predictions = Predictions(sureness: 1);

    private static readonly SplitEvaluation s_metrics = Evaluate(s_predictions);

    public static ReportModel Create() => new()
    {
        Name = "2026-11-21-emoji",
        Subtitle = "Recipe cnn, network generic, 64 × 64 pixels in colour, data set ../emoji",
        Version = "0.1.0",
        CreatedAt = new DateTimeOffset(2026, 11, 21, 14, 5, 0, TimeSpan.Zero),
        Classes = s_classes,
        Test = Split("test", [[96, 1, 24], [4, 21, 14], [19, 4, 318]], s_classes),
        Validation = Split("validation", [[46, 1, 13], [2, 10, 8], [10, 2, 158]], s_classes),
        Training = Split("training", [[419, 0, 4], [1, 133, 2], [3, 0, 1191]], s_classes),
        Against = RunComparison.Of(
            ("2026-11-20-emoji", Split("test", [[98, 0, 23], [7, 12, 20], [12, 2, 327]], s_classes)),
            ("2026-11-21-emoji", Split("test", [[96, 1, 24], [4, 21, 14], [19, 4, 318]], s_classes)),
            [new("Class weights", "none", "balanced"), new("Schedule", null, "cosine")],
            label => label is null ? new(19, 17) : new(0, 9)),
        Distribution = [new("training", [423, 136, 1194]), new("validation", [60, 20, 170]), new("test", [121, 39, 341])],
        History = new LearningHistory(Epochs(40), BestEpoch: 17),
        Network = new NetworkTable(
            [
                new("input", "Input", "64 × 64 × 3", 0),
                new("convolution_1", "Convolution", "62 × 62 × 32", 896),
                new("relu_1", "Relu", "62 × 62 × 32", 0),
                new("max_pool_1", "MaxPool", "31 × 31 × 32", 0),
                new("convolution_2", "Convolution", "29 × 29 × 32", 9248),
                new("relu_2", "Relu", "29 × 29 × 32", 0),
                new("max_pool_2", "MaxPool", "14 × 14 × 32", 0),
                new("flatten", "Flatten", "6272", 0),
                new("dense_1", "Dense", "64", 401472),
                new("dense_2", "Dense", "3", 195),
            ],
            Total: 411811,
            Trainable: 411811),
        Options =
        [
            new("Recipe", "cnn"), new("Network", "generic"), new("Picture size", "64 × 64"), new("Channels", "3"), new("Epochs", "40"),
            new("Batch", "32"), new("Augmentation", "3 variants of each picture per epoch"), new("Class weights", "balanced"), new("Seed", "1"),
            new("Threads", "2"), new("Vector path", "512 bits"), new("Time in all", "98.4 s"), new("Peak memory", "412 MB"),
            new("Data", "../emoji"), new("Data fingerprint", "sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"),
        ],
        Choice = new RunChoice(
            "log loss on 300 validation pictures",
            [new RunCandidate("logistic regression", 0.412, 0.873), new RunCandidate("dense top", 0.398, 0.88)],
            "logistic regression",
            "By log loss on 300 validation pictures (logistic regression 0.412, dense top 0.398) the dense top is better by 0.9 standard errors only, and the simpler one is kept: logistic regression it is."),
        Making = ["The validation pictures were judged by a model of the training pictures alone."],
        Remarks =
        [
            "The class 'food & drink' has 8 % of the training pictures: look at its recall rather than at the accuracy.",
            "14 pictures have the same contents as another one; each group was kept in one split.",
        ],
        Skipped =
        [
            new("object/1F6E0-broken.png", "The file ends after 512 of 8,114 bytes."),
            new("animal/readme.jpg", "This is text, not a picture."),
        ],
        Metrics = s_metrics,
        Curves = RankingCurves.Of(s_predictions, s_metrics),
        Setting = Setting(),
        Trust = new TrustCurves(s_metrics, Evaluate(Predictions(sureness: 2.5)), "Probabilities are corrected by a temperature, which lowers the log loss on 250 pictures not learnt from by more than two standard errors."),
        Shares = [.. Enumerable.Range(0, 4).Select(i => new LearningCurvePoint(1.0 / (8 >> i), 219 << i, Estimate(0.72 + (0.05 * i), 0.03), Estimate(0.9 - (0.15 * i), 0.06), 0.99 - (0.01 * i)))],
        Galleries = Galleries(),
        Attention = SampleExplanations.Attention(s_classes),
        Explained = [SampleExplanations.Picture("cat-17.jpg", s_classes)],
    };

    /// <summary>Metrics from a confusion matrix, with the normal approximation in the place of the bootstrap.</summary>
    public static SplitResult Split(string name, long[][] confusion, IReadOnlyList<string> classes)
    {
        var supports = confusion.Select(row => row.Sum()).ToArray();
        var count = supports.Sum();
        var results = classes.Select((className, i) =>
        {
            var answered = confusion.Sum(row => row[i]);
            var (precision, recall) = ((double)confusion[i][i] / answered, (double)confusion[i][i] / supports[i]);
            return new ClassResult(
                className,
                Around(precision, answered),
                Around(recall, supports[i]),
                Around(2 * precision * recall / (precision + recall), supports[i]),
                supports[i]);
        }).ToArray();
        var largest = Array.IndexOf(supports, supports.Max());
        return new SplitResult
        {
            Name = name,
            Accuracy = Around((double)classes.Select((_, i) => confusion[i][i]).Sum() / count, count),
            BalancedAccuracy = Around(results.Average(r => r.Recall.Value), count),
            Matthews = Around(0.61, count),
            Macro = Averages(results, _ => 1.0 / results.Length, count),
            Weighted = Averages(results, r => (double)r.Count / count, count),
            LazyAccuracy = (double)supports[largest] / count,
            LazyClass = classes[largest],
            Classes = results,
            Confusion = confusion,
        };
    }

    private static Averages Averages(ClassResult[] results, Func<ClassResult, double> weight, long count) => new(
        Around(results.Sum(r => weight(r) * r.Precision.Value), count),
        Around(results.Sum(r => weight(r) * r.Recall.Value), count),
        Around(results.Sum(r => weight(r) * r.F1.Value), count));

    private static Measure Around(double value, long count)
    {
        if (!double.IsFinite(value))
        {
            return new Measure(value, double.NaN, double.NaN);
        }

        var half = 1.96 * Math.Sqrt(value * (1 - value) / count);
        return new Measure(value, Math.Max(0, value - half), Math.Min(1, value + half));
    }

    // Training loss falls on and on; validation loss falls until about epoch 14 and then rises.
    private static List<EpochPoint> Epochs(int count)
    {
        var random = new Philox(7, 0);
        var points = new List<EpochPoint>();
        for (var epoch = 1; epoch <= count; epoch++)
        {
            var loss = 0.9 * Math.Exp(-epoch / 9.0) + 0.02;
            var validation = 0.62 * Math.Exp(-epoch / 6.0) + 0.34 + 0.011 * Math.Max(0, epoch - 14) + 0.03 * (random.NextSingle() - 0.5);
            points.Add(new EpochPoint(epoch, loss, 1 - 0.42 * loss, validation, 0.9 - 0.3 * Math.Exp(-epoch / 6.0) + 0.02 * (random.NextSingle() - 0.5), 1e-3));
        }

        return points;
    }

    private static PictureGalleries Galleries()
    {
        var pictures = Gallery(isRight: true, 12).Concat(Gallery(isRight: false, 18)).ToList();
        return new PictureGalleries(
            [.. s_classes.Select(name => new ClassGallery(name)
            {
                Average = pictures[0].Thumbnail,
                Averaged = 100,
                Right = Row(picture => picture.Label == name && picture.Answer == name),
                Missed = Row(picture => picture.Label == name && picture.Answer != name),
                FalseAlarms = Row(picture => picture.Label != name && picture.Answer == name),
            })],
            [.. from row in Enumerable.Range(0, 3)
                from column in Enumerable.Range(0, 3)
                select new CellGallery(row, column, Row(picture => picture.Label == s_classes[row] && picture.Answer == s_classes[column]).Pictures, [$"{s_classes[row]}/one-more.svg"], 2)],
            [.. pictures.Skip(10).Take(6)]);

        GalleryRow Row(Func<GalleryPicture, bool> isOf) => new(40, [.. pictures.Where(isOf)]);
    }

    private static List<GalleryPicture> Gallery(bool isRight, int count)
    {
        var thumbnails = Emoji(isRight ? 40 : 400, count);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var label = s_classes[i % 3];
            var thumbnail = i == 4 ? null : thumbnails[i];
            return new GalleryPicture(
                (isRight ? 0 : 100) + i, $"{label}/{i:00}-twemoji.svg", label, isRight ? label : s_classes[(i + 1) % 3], 0.997 - 0.011 * i,
                thumbnail, thumbnail is null ? "The file is not there any more." : null);
        })];
    }

    private static ThresholdSetting Setting()
    {
        var table = Predictions(sureness: 1);
        var curve = ThresholdCurve.Of(table, 1);
        var goal = new ThresholdGoal(ThresholdRule.Cost) { Class = s_classes[1], MissCost = 20 };
        var point = curve.Best(goal).Point;
        return new ThresholdSetting
        {
            Class = s_classes[1],
            Present = point.Threshold,
            Choice = ThresholdChoice.Of(table, goal).Sentence,
            MissCost = 20,
            FalseAlarmCost = 1,
            HasCosts = true,
            HeldOut = curve.Points,
            Judged = curve.Points,
            Cheapest = point.Threshold,
            Stories =
            [
                new("This run", "As it answers now.", null, point),
                new("A filter", "A false alarm is dear.", "--cost food=1,other=20", curve.At(0.8)),
                new("A watch list", "A missed picture is dear.", "--cost food=20,other=1", curve.At(0.1)),
            ],
        };
    }

    private static Estimate Estimate(double value, double half) => new(value, value - half, value + half);

    private static SplitEvaluation Evaluate(PredictionTable table) => Evaluator.Evaluate(table, new EvaluationOptions { Draws = 200 });

    // Answers by drawn log-odds, made surer than they deserve.
    private static PredictionTable Predictions(double sureness)
    {
        var random = new Philox(8, 0);
        return new PredictionTable(s_classes, [.. Enumerable.Range(0, 501).Select(i =>
        {
            var label = i < 121 ? 0 : i < 160 ? 1 : 2;
            var weights = s_classes.Select((_, other) => Math.Exp(sureness * (random.NextNormal() + (other == label ? 2.2 : 0)))).ToArray();
            var probabilities = weights.Select(weight => (float)(weight / weights.Sum())).ToArray();
            return new Prediction($"{i}.svg", label, Array.IndexOf(probabilities, probabilities.Max()), probabilities);
        })]);
    }

    // Drawings that the sample pictures' package ships; without it the gallery shows missing pictures.
    private static List<Thumbnail?> Emoji(int skip, int count)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var drawings = Path.Combine(folder.FullName, "node_modules", "@twemoji", "svg");
            if (Directory.Exists(drawings))
            {
                return [.. Directory.GetFiles(drawings, "*.svg").Order(StringComparer.Ordinal).Skip(skip).Take(count)
                    .Select(file => new Thumbnail("image/svg+xml", File.ReadAllBytes(file), 128, 128))];
            }
        }

        return [.. new Thumbnail?[count]];
    }
}
