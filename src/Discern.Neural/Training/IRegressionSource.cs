namespace Discern.Neural.Training;

/// <summary>Where examples come from that have numbers to be met instead of classes.</summary>
public interface IRegressionSource
{
    /// <summary>Writes the examples of one step.</summary>
    /// <param name="step">Which step, from 0; the same number gives the same examples.</param>
    /// <param name="inputs">Receives what the network takes, example after example.</param>
    /// <param name="targets">Receives what it should give.</param>
    void Fill(long step, Span<float> inputs, Span<float> targets);
}
