using Discern.Compute.Random;
using Discern.Explaining.Masking;
using Discern.Explaining.Methods;
using Discern.Explaining.Models;
using Discern.Explaining.Scores;
using Discern.Imaging;

namespace Discern.Explaining;

/// <summary>Says which parts of a picture a classifier's answer comes from.</summary>
/// <example><code>
/// using ExplainedModel model = ExplainedModel.Open(RunFolder.Open("runs/first"), Workers.Shared);
/// using var explainer = new Explainer(model, new ExplanationOptions());
/// Explanation explanation = explainer.Explain("dog.jpg");
/// // explanation.Maps[0].Base + explanation.Maps[0].Sum is explanation.Maps[0].Output, the probability of the likeliest class
/// </code></example>
public sealed class Explainer : IDisposable
{
    // Sets its stream of random numbers apart from those of other purposes.
    private const ulong Purpose = 0x4578706C;
    private const int LeastEvaluations = 4;

    private readonly ExplainedModel model;
    private readonly ExplanationOptions options;
    private readonly int[] named;
    private readonly Lazy<float[][]> background;
    private readonly Lazy<ActivationMaps[]> activations;
    private readonly Lazy<ExplainedModel> shuffled;

    /// <summary>Makes an explainer; it reads nothing before the first picture.</summary>
    /// <param name="model">The classifier, which outlives it.</param>
    /// <param name="options">The method and its settings.</param>
    /// <param name="background">For expected gradients: pictures, best those learnt from, that a picture is compared with; as many as there are draws are drawn.</param>
    /// <exception cref="ArgumentException">A setting is out of range, or a class is none of the classifier's.</exception>
    public Explainer(ExplainedModel model, ExplanationOptions options, IReadOnlyList<string>? background = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Evaluations, LeastEvaluations, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Draws, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MostClasses, nameof(options));
        this.model = model;
        this.options = options;
        named = [.. options.Classes.Select(LabelOf)];
        this.background = new(() => Read(background ?? []));
        activations = new(() => [.. model.Networks.Select(network => new ActivationMaps(network))]);
        shuffled = new(() => model.Shuffled(options.Seed));
    }

    /// <summary>How much work a picture is at most, in the unit of progress: answers or gradients.</summary>
    public int WorkPerPicture
    {
        get
        {
            int classes = named.Length > 0 ? named.Length : Math.Min(options.MostClasses, model.Classes.Count);
            int work = options.Method switch
            {
                ExplanationMethod.Shap or ExplanationMethod.Occlusion => Coalitions,
                ExplanationMethod.ExpectedGradients => Points * classes,
                _ => classes,
            };
            return options.IsChecked ? (2 * work) + Faithfulness.Work : work;
        }
    }

    // Who averages a picture with its mirror image looks twice for one answer.
    private int Looks => model.Networks.Max(network => network.Views.Count);

    private int Coalitions => Math.Max(options.Evaluations / Looks, LeastEvaluations);

    private int Points => Math.Max(options.Draws / Looks, 1);

    /// <summary>Explains the answer for a picture.</summary>
    /// <param name="path">The picture.</param>
    /// <param name="progress">Is told how much work was done, see <see cref="WorkPerPicture"/>; from the calling thread.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="UnreadablePictureException">It cannot be read.</exception>
    /// <exception cref="DiscernException">The method does not fit the classifier, or there are no pictures to compare with.</exception>
    public Explanation Explain(string path, Action<int>? progress = null, CancellationToken cancellation = default) =>
        Explain(path, model.Decode(path), progress, cancellation);

    /// <summary>Explains the answer for a picture in memory, and shows what is known on the way.</summary>
    /// <param name="contents">The picture's file.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="refined">Is shown ever finer maps, each of twice the work of the one before, from the calling thread; only <see cref="ExplanationMethod.Shap"/> has such.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="UnreadablePictureException">It cannot be read.</exception>
    /// <exception cref="DiscernException">The method does not fit the classifier, or there are no pictures to compare with.</exception>
    public Explanation Explain(ReadOnlySpan<byte> contents, string name, Action<Explanation> refined, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(refined);
        return Explain(name, PictureDecoder.Decode(contents, name, model.Decoding), progress: null, cancellation, refined);
    }

    /// <summary>Explains the answer for a picture that was read by <see cref="ExplainedModel.Decode"/>.</summary>
    internal Explanation Explain(string path, Picture picture, Action<int>? progress, CancellationToken cancellation, Action<Explanation>? refined = null)
    {
        float[] pixels = ExplainedModel.Pixels(picture);
        double[] probabilities = model.Probabilities(pixels, 1)[0];
        int[] labels = named.Length > 0 ? named
            : [.. Enumerable.Range(0, probabilities.Length).OrderByDescending(label => probabilities[label]).Take(options.MostClasses)];
        Action<int> tell = progress ?? (_ => { });
        Action<AttributionMap[]>? show = refined is null ? null : maps => refined(Explained(maps));
        AttributionMap[] maps = Maps(model, activations, pixels, labels, tell, cancellation, show);
        if (options.IsChecked)
        {
            maps[0] = maps[0] with { Scores = Score(maps[0], pixels, tell, cancellation) };
        }

        return Explained(maps);

        Explanation Explained(AttributionMap[] maps) => new(path, picture, probabilities, options.Method, options.Unit, maps);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (activations.IsValueCreated)
        {
            Array.ForEach(activations.Value, maps => maps.Dispose());
        }

        if (shuffled.IsValueCreated)
        {
            shuffled.Value.Dispose();
        }
    }

    private AttributionMap[] Maps(
        ExplainedModel explained,
        Lazy<ActivationMaps[]> maps,
        float[] pixels,
        int[] labels,
        Action<int> tell,
        CancellationToken cancellation,
        Action<AttributionMap[]>? refined = null)
    {
        Action<SharedOut>? show = refined is null ? null : shared => refined(Named(shared, labels));
        var output = new ExplainedOutput(explained, labels, options.Unit);
        SharedOut shared = options.Method switch
        {
            ExplanationMethod.Shap => new PartitionShap(Masked(output, pixels, tell, cancellation).Play, model.Width, model.Height).Explain(Coalitions, show),
            ExplanationMethod.Occlusion => Occlusion.Explain(Masked(output, pixels, tell, cancellation).Play, model.Width, model.Height, Coalitions),
            ExplanationMethod.ExpectedGradients => ExpectedGradients.Explain(output, pixels, background.Value, Points, options.Seed, tell, cancellation),
            _ => Activate(maps.Value, pixels, labels, tell),
        };
        return Named(shared, labels);
    }

    private AttributionMap[] Named(SharedOut shared, int[] labels) =>
    [
        .. labels.Select((label, column) => new AttributionMap(
            label,
            model.Classes[label],
            Array.ConvertAll(shared.Values[column], value => (float)value),
            shared.Output[column],
            shared.Base.Length == 0 ? null : shared.Base[column])),
    ];

    private MaskedPicture Masked(ExplainedOutput output, float[] pixels, Action<int> tell, CancellationToken cancellation) =>
        new(output, Masker.Of(options.Concealment, pixels, model.Width, model.Channels), tell, cancellation);

    // The mean over the members of an ensemble, as its probabilities are.
    private SharedOut Activate(ActivationMaps[] members, float[] pixels, int[] labels, Action<int> tell)
    {
        double[][] values = [.. labels.Select(_ => new double[model.Width * model.Height])];
        double[] logits = new double[labels.Length];
        for (int column = 0; column < labels.Length; column++)
        {
            foreach (ActivationMaps member in members)
            {
                (double[] map, double logit) = member.Explain(pixels, labels[column], options.Method == ExplanationMethod.HiResCam);
                logits[column] += logit / members.Length;
                for (int pixel = 0; pixel < map.Length; pixel++)
                {
                    values[column][pixel] += map[pixel] / members.Length;
                }
            }

            tell(1);
        }

        return new SharedOut([], logits, values);
    }

    private MapScores Score(AttributionMap map, float[] pixels, Action<int> tell, CancellationToken cancellation)
    {
        var output = new ExplainedOutput(model, [map.Label], ExplainedUnit.Probability);
        MapScores scores = Faithfulness.Of(map, model.Width, Masked(output, pixels, tell, cancellation), options.Seed);
        ExplainedModel other = shuffled.Value;
        Lazy<ActivationMaps[]> otherMaps = new(() => [.. other.Networks.Select(network => new ActivationMaps(network))]);
        AttributionMap unlearnt = Maps(other, otherMaps, pixels, [map.Label], tell, cancellation)[0];
        if (otherMaps.IsValueCreated)
        {
            Array.ForEach(otherMaps.Value, each => each.Dispose());
        }

        return scores with { ShuffledCorrelation = MapGrid.Correlation(map, unlearnt, model.Width) };
    }

    private int LabelOf(string name)
    {
        int label = model.Classes.ToList().IndexOf(name);
        return label >= 0
            ? label
            : throw new ArgumentException($"There is no class '{name}'. The classes are {Datasets.Sentence.Names(model.Classes)}.", nameof(name));
    }

    // Drawn once: every picture is compared with the same ones. Unreadable ones are passed by, as they were in training.
    private float[][] Read(IReadOnlyList<string> paths)
    {
        string[] order = [.. paths];
        new Philox(options.Seed, Philox.Stream(Purpose, 0)).Shuffle<string>(order);
        var read = new List<float[]>();
        foreach (DecodedPicture decoded in new DecodingPipeline(model.Decoding).Decode(order))
        {
            if (decoded.Picture is { } picture)
            {
                read.Add(ExplainedModel.Pixels(picture));
            }

            if (read.Count == options.Draws)
            {
                break;
            }
        }

        return read.Count > 0
            ? [.. read]
            : throw new DiscernException("Expected gradients compare a picture with others, best with those that were learnt from, and none of them can be read. Name a folder of pictures with --background.");
    }
}
