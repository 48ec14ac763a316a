using Discern.Compute.Threading;
using Discern.Imaging;
using Discern.Neural.Graphs;
using Discern.Runs;

namespace Discern.Classifiers.Folds;

/// <summary>Several classifiers as one: the mean of their probabilities.</summary>
internal sealed class EnsembleModel : IPictureModel
{
    // The pictures may come from a pipe and be gone when the next member asks.
    private const int Batch = 256;

    private readonly List<IPictureModel> members = [];

    public EnsembleModel(IReadOnlyList<RunFolder> runs, Workers workers, string? featureFolder)
    {
        try
        {
            members.AddRange(runs.Select(run => Model.Open(run, workers, featureFolder)));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public Fit Fit => members[0].Fit;

    public string? Remark => members[0].Remark;

    // Members that look at one size share its picture.
    public IReadOnlyList<DecodeOptions> Decodings => [.. members.SelectMany(member => member.Decodings).Distinct()];

    public float[][] Predict(IReadOnlyList<IReadOnlyList<Picture>> pictures)
    {
        List<DecodeOptions> decodings = [.. Decodings];
        float[][][] answers =
        [
            .. members.Select(member =>
            {
                int[] places = [.. member.Decodings.Select(decoding => decodings.IndexOf(decoding))];
                return member.Predict([.. pictures.Select(sizes => places.Select(place => sizes[place]).ToArray())]);
            }),
        ];
        return [.. Enumerable.Range(0, pictures.Count).Select(picture => Mean([.. answers.Select(member => member[picture])]))];
    }

    public IEnumerable<PictureProbabilities> Predict(IEnumerable<string> paths, CancellationToken cancellation) =>
        paths.Chunk(Batch).SelectMany(batch => PredictBatch(batch, cancellation));

    public ComposedNetwork Compose() =>
        throw new DiscernException("An ensemble is several classifiers, and one model is one. Export the runs in its folder 'folds', each by itself, and take the mean of their probabilities.");

    public void Dispose() => members.ForEach(member => member.Dispose());

    private IEnumerable<PictureProbabilities> PredictBatch(string[] paths, CancellationToken cancellation)
    {
        IEnumerable<PictureProbabilities[]> answers = members[0].Predict(paths, cancellation).Select(answer => new[] { answer });
        foreach (IPictureModel member in members.Skip(1))
        {
            answers = answers.Zip(member.Predict(paths, cancellation), (before, answer) => (PictureProbabilities[])[.. before, answer]);
        }

        return answers.Select(Mean);
    }

    private static PictureProbabilities Mean(PictureProbabilities[] answers) =>
        Array.Find(answers, answer => answer.Failure is not null) is { Failure: not null } failed
            ? failed
            : answers[0] with { Values = Mean([.. answers.Select(answer => answer.Values)]) };

    private static float[] Mean(float[][] answers) => [.. answers[0].Select((_, label) => (float)answers.Average(answer => (double)answer[label]))];
}
