using Discern.Compute;
using Discern.Neural.Graphs;

namespace Discern.Classifiers.Tops;

/// <summary>What turns a body's features into probabilities.</summary>
internal interface ITop : IDisposable
{
    /// <summary>The probabilities of pictures.</summary>
    /// <param name="features">Pictures × features.</param>
    /// <returns>Pictures × classes; each row adds up to 1.</returns>
    float[] Predict(Tensor features);

    /// <summary>The same as layers.</summary>
    /// <returns>The logits.</returns>
    Node Compose(NetworkComposition composition, Node features);
}
