using Discern.Compute;

namespace Discern.Classifiers.Tops;

/// <summary>What turns a body's features into probabilities.</summary>
internal interface ITop : IDisposable
{
    /// <summary>The probabilities of pictures.</summary>
    /// <param name="features">Pictures × features.</param>
    /// <returns>Pictures × classes; each row adds up to 1.</returns>
    float[] Predict(Tensor features);
}
