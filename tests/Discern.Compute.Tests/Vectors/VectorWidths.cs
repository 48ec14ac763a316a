using Discern.Compute.Vectors;

namespace Discern.Compute.Tests.Vectors;

/// <summary>The widths that this processor has, for theories that force each in turn.</summary>
public static class VectorWidths
{
    public static IEnumerable<VectorWidth> Available => Enum.GetValues<VectorWidth>().Where(width => width <= VectorPath.Widest);

    public static TheoryData<VectorWidth> Each => new(Available);
}
