using Discern.Classifiers.Logistic;
using Discern.Compute;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;

namespace Discern.Classifiers.Tops;

/// <summary>A logistic regression over features.</summary>
internal sealed class LogisticTop(LogisticModel model, Workers workers) : ITop
{
    public float[] Predict(Tensor features) => model.Predict(features, workers);

    public Node Compose(NetworkComposition composition, Node features)
    {
        float[] scale = new float[model.Features];
        float[] shift = new float[model.Features];
        float[] kernel = new float[model.Coefficients.Length];
        model.Standardization.CopyTo(scale, shift);
        model.CopyKernelTo(kernel);
        return composition.Dense(composition.Rescale(features, scale, shift), kernel, model.Intercepts);
    }

    public void Dispose()
    {
        // The model holds managed memory only, and the workers are their maker's.
    }
}
