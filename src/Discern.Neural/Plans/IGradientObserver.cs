namespace Discern.Neural.Plans;

/// <summary>Is told while a backward pass goes on which gradients are final.</summary>
internal interface IGradientObserver
{
    /// <summary>From here on, to the end, the gradients do not change any more in this pass.</summary>
    /// <param name="from">A place in <see cref="Plan.Gradients"/>, in floats.</param>
    void OnFinal(int from);
}
