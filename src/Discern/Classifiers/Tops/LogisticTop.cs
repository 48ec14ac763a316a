using Discern.Classifiers.Logistic;
using Discern.Compute;
using Discern.Compute.Threading;

namespace Discern.Classifiers.Tops;

/// <summary>A logistic regression over features.</summary>
internal sealed class LogisticTop(LogisticModel model, Workers workers) : ITop
{
    public float[] Predict(Tensor features) => model.Predict(features, workers);

    public void Dispose()
    {
        // The model holds managed memory only, and the workers are their maker's.
    }
}
