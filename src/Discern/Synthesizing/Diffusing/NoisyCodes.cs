using Discern.Compute.Random;
using Discern.Neural.Training;

namespace Discern.Synthesizing.Diffusing;

/// <summary>Codes with noise in them; to be told is what the noise hides, in the scale of <see cref="NoiseLevel"/>.</summary>
/// <param name="maps">Their layout.</param>
/// <param name="codes">Scaled codes, one after the other.</param>
/// <param name="seed">Draws codes, levels and noise.</param>
internal sealed class NoisyCodes(CodeMaps maps, float[] codes, ulong seed) : IRegressionSource
{
    private const ulong Purpose = 0x6E6F697365; // "noise"

    /// <inheritdoc/>
    public void Fill(long step, Span<float> inputs, Span<float> targets)
    {
        float[] noisy = new float[maps.Length];
        for (int example = 0; example < targets.Length / maps.Length; example++)
        {
            var random = new Philox(seed, Philox.Stream(Purpose, (ulong)step, (ulong)example));
            NoiseLevel level = NoiseLevel.Draw(ref random);
            ReadOnlySpan<float> code = codes.AsSpan(random.NextInt32(codes.Length / maps.Length) * maps.Length, maps.Length);
            Span<float> target = targets.Slice(example * maps.Length, maps.Length);
            (float skip, float output) = (level.SkipScale, level.OutputScale);
            for (int index = 0; index < noisy.Length; index++)
            {
                noisy[index] = code[index] + (float)(level.Deviation * random.NextNormal());
                target[index] = (code[index] - (skip * noisy[index])) / output;
            }

            maps.WriteInput(noisy, level, inputs.Slice(example * maps.InputLength, maps.InputLength));
        }
    }
}
