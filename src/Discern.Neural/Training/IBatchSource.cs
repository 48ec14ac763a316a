namespace Discern.Neural.Training;

/// <summary>Where the trainer draws its examples from.</summary>
/// <remarks>
/// The order of an epoch is the source's: it shuffles by (seed, epoch), so that an epoch can be drawn again, and training
/// resumed, with the same bits. Called from one thread at a time; it may use threads of its own inside.
/// </remarks>
public interface IBatchSource
{
    /// <summary>Examples per epoch, at least 1.</summary>
    int Count { get; }

    /// <summary>Writes consecutive examples of an epoch's order.</summary>
    /// <param name="epoch">The epoch, counted from 1.</param>
    /// <param name="start">The first example's place in the epoch's order, from 0.</param>
    /// <param name="inputs">Receives count × height × width × channels values, NHWC.</param>
    /// <param name="labels">Receives one class per example, from 0; its length is the count of examples asked for.</param>
    /// <param name="sampleWeights">Receives one weight per example; it comes filled with ones.</param>
    void Fill(int epoch, int start, Span<float> inputs, Span<int> labels, Span<float> sampleWeights);
}
