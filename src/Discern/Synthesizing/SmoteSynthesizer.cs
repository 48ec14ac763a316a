using Discern.Balancing;
using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Synthesizing.Autoencoding;

namespace Discern.Synthesizing;

/// <summary>
/// SMOTE between codes: an autoencoder learns to draw training pictures from a few numbers, new numbers are taken between those of a picture
/// and of one of its nearest neighbours, and the decoder draws them.
/// </summary>
/// <remarks>After Dablain, Krawczyk and Chawla, "DeepSMOTE: fusing deep learning and SMOTE for imbalanced data" (IEEE TNNLS, 2022).</remarks>
internal sealed class SmoteSynthesizer : Synthesizer
{
    /// <inheritdoc/>
    public override string Name => "smote";

    /// <inheritdoc/>
    public override string Summary => "SMOTE between the codes of neighbours, drawn by an autoencoder's decoder";

    /// <inheritdoc/>
    internal override bool LearnsFromOthers => true;

    /// <inheritdoc/>
    internal override void Check(SynthesisOptions options)
    {
        base.Check(options);
        Autoencoder.CheckSize(options.Size);
    }

    /// <inheritdoc/>
    internal override IEnumerable<SyntheticPicture> Draw(SynthesisTask task)
    {
        using Autoencoder autoencoder = Autoencoder.TrainVectors(task);
        var shape = new Shape(task.Real.Count, (int)autoencoder.CodeShape.Count);
        using var arena = new Arena(Arena.BytesOf(shape));
        Tensor codes = arena.Tensor(0, shape);
        autoencoder.Encode([.. task.Real.Select(real => real.Picture)], codes);
        SyntheticRow[] rows = Between(task, codes);
        foreach ((SyntheticRow row, Imaging.Picture picture) in rows.Zip(autoencoder.Decode(rows.Select(row => Code(codes, row)))))
        {
            yield return new SyntheticPicture(picture, [task.Real[row.First].Path, task.Real[row.Second].Path]);
        }
    }

    private static SyntheticRow[] Between(SynthesisTask task, Tensor codes)
    {
        var sampling = new SamplingTask(
            new SamplingTable(codes, new int[task.Real.Count], [task.Class]), task.Options.Seed, task.Workers, task.Cancellation);
        Smote.Add(sampling, label: 0, task.Options.Count, task.Options.Neighbours);
        Resampling made = sampling.Finish();
        task.Remarks.AddRange(made.Remarks);
        return [.. made.Synthetic];
    }

    private static float[] Code(Tensor codes, SyntheticRow row)
    {
        float[] code = new float[codes.Shape.CountPerExample];
        Resampling.Interpolate(codes.Slice(row.First, 1).Values, codes.Slice(row.Second, 1).Values, row.Share, code);
        return code;
    }
}
