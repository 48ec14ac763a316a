using Discern.Compute;

namespace Discern.Neural.Training;

/// <summary>A tensor and its name in a file.</summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Values">A view; the memory stays its owner's.</param>
public sealed record NamedTensor(string Name, Tensor Values);
