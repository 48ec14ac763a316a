namespace Discern.Neural.TensorFlow;

/// <summary>Numbers that stand in a file, as 32-bit floats.</summary>
/// <param name="Dimensions">The size; none for a single number.</param>
/// <param name="Values">Row-major, as many as the dimensions ask for.</param>
internal sealed record ModelConstant(int[] Dimensions, float[] Values)
{
    /// <summary>The same numbers with the first dimension, of the outputs, last.</summary>
    public ModelConstant WithFirstDimensionLast()
    {
        int first = Dimensions[0];
        int rest = first == 0 ? 0 : Values.Length / first;
        var turned = new float[Values.Length];
        for (int output = 0; output < first; output++)
        {
            for (int index = 0; index < rest; index++)
            {
                turned[(index * first) + output] = Values[(output * rest) + index];
            }
        }

        return new ModelConstant([.. Dimensions[1..], first], turned);
    }
}
