using Discern.Compute.Vectors;

namespace Discern.Compute.Tests.Vectors;

/// <summary>The widths that this processor has, for theories that force each in turn.</summary>
public static class VectorWidths
{
    public static IEnumerable<VectorWidth> Available => Enum.GetValues<VectorWidth>().Where(width => width <= VectorPath.Widest);

    /// <summary>Each width with each of some numbers, such as channels.</summary>
    public static TheoryData<VectorWidth, int> With(params int[] numbers)
    {
        var data = new TheoryData<VectorWidth, int>();
        foreach (VectorWidth width in Available)
        {
            foreach (int number in numbers)
            {
                data.Add(width, number);
            }
        }

        return data;
    }

    public static TheoryData<VectorWidth> Each => new(Available);
}
