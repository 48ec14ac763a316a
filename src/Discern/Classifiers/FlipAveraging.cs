using Discern.Neural.Training;

namespace Discern.Classifiers;

/// <summary>Classifies pictures as they are and, where that is asked for, mirrored left to right, and takes the mean of both.</summary>
internal sealed class FlipAveraging(Classifier classifier, NetworkDescription network, bool hasFlips)
{
    private float[] mirrored = [];
    private float[] others = [];

    /// <summary>The probabilities of pictures.</summary>
    /// <param name="inputs">At least count × size × size × channels values.</param>
    /// <param name="count">How many pictures.</param>
    /// <param name="probabilities">Receives count × classes values.</param>
    public void Predict(ReadOnlySpan<float> inputs, int count, Span<float> probabilities)
    {
        classifier.Predict(inputs, count, probabilities);
        if (!hasFlips)
        {
            return;
        }

        int pixels = count * network.Size * network.Size;
        int answers = count * classifier.Classes;
        if (others.Length < answers)
        {
            mirrored = new float[pixels * network.Channels];
            others = new float[answers];
        }

        Mirroring.Apply(inputs[..(pixels * network.Channels)], mirrored, network.Size, network.Channels);
        classifier.Predict(mirrored, count, others);
        for (int place = 0; place < answers; place++)
        {
            probabilities[place] = (probabilities[place] + others[place]) / 2;
        }
    }
}
