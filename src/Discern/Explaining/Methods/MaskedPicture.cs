using Discern.Explaining.Masking;
using Discern.Explaining.Models;

namespace Discern.Explaining.Methods;

/// <summary>The classifier's answers for one picture of which only parts are visible, batch by batch.</summary>
internal sealed class MaskedPicture(ExplainedOutput output, Masker masker, Action<int> tell, CancellationToken cancellation)
{
    /// <summary>What coalitions are worth.</summary>
    public double[][] Play(IReadOnlyList<Coalition?> coalitions)
    {
        float[] pixels = new float[coalitions.Count * masker.Values];
        Parallel.For(0, coalitions.Count, index => masker.Render(coalitions[index], pixels.AsSpan(index * masker.Values, masker.Values)));
        return Answer(pixels, coalitions.Count);
    }

    /// <summary>The answers with some pixels visible each.</summary>
    public double[][] Show(IReadOnlyList<bool[]> visible)
    {
        float[] pixels = new float[visible.Count * masker.Values];
        Parallel.For(0, visible.Count, index => masker.Render(visible[index], pixels.AsSpan(index * masker.Values, masker.Values)));
        return Answer(pixels, visible.Count);
    }

    private double[][] Answer(float[] pixels, int count)
    {
        cancellation.ThrowIfCancellationRequested();
        double[][] values = output.Of(pixels, count);
        tell(count);
        return values;
    }
}
