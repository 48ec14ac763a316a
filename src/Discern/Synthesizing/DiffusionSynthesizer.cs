using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Imaging;
using Discern.Synthesizing.Autoencoding;
using Discern.Synthesizing.Diffusing;

namespace Discern.Synthesizing;

/// <summary>Diffusion: a network learns to take noise out of the codes of an autoencoder, makes codes out of noise alone, and the decoder draws them.</summary>
/// <remarks>
/// After Rombach, Blattmann, Lorenz, Esser and Ommer, "High-resolution image synthesis with latent diffusion models" (CVPR 2022). A few hundred pictures and half an hour of
/// a processor are enough for codes, not for pixels.
/// </remarks>
internal sealed class DiffusionSynthesizer : Synthesizer
{
    // One of its steps costs less than one of the autoencoder's, and there is more to learn.
    private const int StepsOfDenoiser = 4;

    /// <inheritdoc/>
    public override string Name => "diffusion";

    /// <inheritdoc/>
    public override string Summary => "codes that a diffusion model makes out of noise, drawn by an autoencoder's decoder";

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
        using Autoencoder autoencoder = Autoencoder.TrainMaps(task);
        Picture[] pictures = [.. task.Real.Select(real => real.Picture)];
        Shape shape = autoencoder.CodeShape.WithBatch(2 * pictures.Length);
        using var arena = new Arena(Arena.BytesOf(shape));
        Tensor codes = arena.Tensor(0, shape);

        // Mirrored pictures have codes of their own: twice as many to learn from.
        autoencoder.Encode(pictures, codes.Take(pictures.Length));
        autoencoder.Encode(pictures, codes.Slice(pictures.Length, pictures.Length), areFlipped: true);
        int steps = checked(StepsOfDenoiser * task.Options.Steps);
        int total = checked(steps * Denoiser.Batch);
        using Denoiser denoiser = Denoiser.Train(
            codes,
            steps,
            task.Options.Seed,
            task.Workers,
            step => task.Progress?.Report(new SynthesisProgress(SynthesisPhase.Learning, step * Denoiser.Batch, total)),
            task.Cancellation);
        foreach (Picture picture in autoencoder.Decode(denoiser.Draw(task.Options.Count, task.Cancellation)))
        {
            yield return new SyntheticPicture(picture, []);
        }
    }
}
