namespace Discern.Compute.Normalization;

/// <summary>The numbers of a local response normalisation; the defaults are ONNX's.</summary>
/// <param name="Size">Channels in a window.</param>
/// <param name="Alpha">Weight of the mean square.</param>
/// <param name="Beta">The power.</param>
/// <param name="Bias">Added to the mean square, over 0.</param>
public readonly record struct ResponseFactors(int Size, float Alpha = 1e-4f, float Beta = 0.75f, float Bias = 1f);
