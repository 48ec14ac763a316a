namespace Discern.Explaining.Methods;

/// <summary>How the difference between seeing all of a picture and nothing of it is shared out.</summary>
/// <param name="Base">The value with nothing visible, for each explained class.</param>
/// <param name="Output">The value with all visible.</param>
/// <param name="Values">For each explained class one value per pixel.</param>
internal sealed record SharedOut(double[] Base, double[] Output, double[][] Values);
