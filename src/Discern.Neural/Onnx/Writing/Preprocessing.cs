using Discern.Compute;

namespace Discern.Neural.Onnx.Writing;

/// <summary>What is done to pixels, N × H × W × C from 0 to 255, before the network.</summary>
internal static class Preprocessing
{
    /// <returns>The name of what the network takes.</returns>
    public static string Write(GraphExport export, OnnxPreprocessing preprocessing, Shape input)
    {
        int channels = input.Channels;
        if (preprocessing.IsBgr && channels != 3)
        {
            throw new ArgumentException($"Blue, green and red are three channels, and the network takes {channels}.", nameof(preprocessing));
        }

        float[] factors = new float[channels];
        float[] addends = new float[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            (factors[channel], addends[channel]) = preprocessing.Affine(channel, channels);
        }

        if (!preprocessing.IsBgr && factors.All(factor => factor == 1) && addends.All(addend => addend == 0))
        {
            return export.Add("Identity", [OnnxNames.Input], OnnxNames.Preprocessed);
        }

        string pixels = OnnxNames.Input;
        if (preprocessing.IsBgr)
        {
            string order = export.Integers("preprocessing.order", [2, 1, 0]);
            pixels = export.Add("Gather", [pixels, order], export.Fresh("preprocessing.bgr"), Attributes.Integer("axis", input.Rank - 1));
        }

        string scaled = export.Add(
            "Mul", [pixels, export.Floats("preprocessing.factor", factors, [channels])], export.Fresh("preprocessing.scaled"));
        return export.Add("Add", [scaled, export.Floats("preprocessing.addend", addends, [channels])], OnnxNames.Preprocessed);
    }
}
