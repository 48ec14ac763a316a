using Discern.Compute.Activations;
using Discern.Compute.Convolutions;

namespace Discern.Compute.Tests.Convolutions;

/// <summary>Convolution by its definition, in double precision.</summary>
internal static class ReferenceConvolution
{
    public static Tensor Forward(in ConvolutionShape s, Tensor input, Tensor weights, Tensor bias, Activation activation)
    {
        int batch = input.Shape.Batch;
        Tensor output = Tensors.Zeros(new Shape(batch, s.OutputHeight, s.OutputWidth, s.Filters));
        foreach (var (n, y, x, f) in Places(batch, s))
        {
            double sum = bias.IsPresent ? bias.Values[f] : 0;
            foreach (var (ky, kx, iy, ix) in Taps(s, y, x))
            {
                for (int c = 0; c < s.Channels; c++)
                {
                    sum += (double)input.Values[At(input.Shape, n, iy, ix, c)] * weights.Values[At(weights.Shape, ky, kx, c, f)];
                }
            }

            output.Values[At(output.Shape, n, y, x, f)] = (float)(activation switch
            {
                Activation.Relu => Math.Max(sum, 0),
                Activation.Relu6 => Math.Clamp(sum, 0, 6),
                _ => sum,
            });
        }

        return output;
    }

    public static (Tensor Pooled, byte[] Argmax) Pool(Tensor output)
    {
        Shape s = output.Shape;
        Tensor pooled = Tensors.Zeros(new Shape(s.Batch, s.Height / 2, s.Width / 2, s.Channels));
        var argmax = new byte[pooled.Shape.Count];
        for (int n = 0; n < s.Batch; n++)
        {
            for (int y = 0; y < s.Height / 2; y++)
            {
                for (int x = 0; x < s.Width / 2; x++)
                {
                    for (int c = 0; c < s.Channels; c++)
                    {
                        int target = At(pooled.Shape, n, y, x, c);
                        pooled.Values[target] = float.NegativeInfinity;
                        for (byte place = 0; place < 4; place++)
                        {
                            float value = output.Values[At(s, n, (2 * y) + (place / 2), (2 * x) + (place % 2), c)];
                            if (value > pooled.Values[target])
                            {
                                (pooled.Values[target], argmax[target]) = (value, place);
                            }
                        }
                    }
                }
            }
        }

        return (pooled, argmax);
    }

    public static Tensor Unpool(Tensor gradient, byte[] argmax, Shape full)
    {
        Tensor result = Tensors.Zeros(full);
        Shape s = gradient.Shape;
        for (int n = 0; n < s.Batch; n++)
        {
            for (int y = 0; y < s.Height; y++)
            {
                for (int x = 0; x < s.Width; x++)
                {
                    for (int c = 0; c < s.Channels; c++)
                    {
                        int from = At(s, n, y, x, c);
                        result.Values[At(full, n, (2 * y) + (argmax[from] / 2), (2 * x) + (argmax[from] % 2), c)] = gradient.Values[from];
                    }
                }
            }
        }

        return result;
    }

    public static (Tensor Input, Tensor Weights, Tensor Bias) Backward(
        in ConvolutionShape s, Tensor input, Tensor weights, Tensor output, Activation activation, Tensor gradient)
    {
        int batch = input.Shape.Batch;
        var inputSum = new double[input.Shape.Count];
        var weightSum = new double[weights.Shape.Count];
        var biasSum = new double[s.Filters];
        foreach (var (n, y, x, f) in Places(batch, s))
        {
            int place = At(output.Shape, n, y, x, f);
            float value = output.Values[place];
            bool passes = activation == Activation.None || (value > 0 && (activation == Activation.Relu || value < 6));
            double g = passes ? gradient.Values[place] : 0;
            biasSum[f] += g;
            foreach (var (ky, kx, iy, ix) in Taps(s, y, x))
            {
                for (int c = 0; c < s.Channels; c++)
                {
                    inputSum[At(input.Shape, n, iy, ix, c)] += g * weights.Values[At(weights.Shape, ky, kx, c, f)];
                    weightSum[At(weights.Shape, ky, kx, c, f)] += g * input.Values[At(input.Shape, n, iy, ix, c)];
                }
            }
        }

        return (Single(inputSum, input.Shape), Single(weightSum, weights.Shape), Single(biasSum, new Shape(s.Filters)));
    }

    private static Tensor Single(double[] values, Shape shape)
    {
        Tensor tensor = Tensors.Zeros(shape);
        for (int index = 0; index < values.Length; index++)
        {
            tensor.Values[index] = (float)values[index];
        }

        return tensor;
    }

    private static int At(Shape shape, int n, int y, int x, int c) => (((((n * shape.Height) + y) * shape.Width) + x) * shape.Channels) + c;

    private static IEnumerable<(int N, int Y, int X, int F)> Places(int batch, ConvolutionShape s) =>
        from n in Enumerable.Range(0, batch)
        from y in Enumerable.Range(0, s.OutputHeight)
        from x in Enumerable.Range(0, s.OutputWidth)
        from f in Enumerable.Range(0, s.Filters)
        select (n, y, x, f);

    private static IEnumerable<(int KernelRow, int KernelColumn, int Row, int Column)> Taps(ConvolutionShape s, int y, int x) =>
        from ky in Enumerable.Range(0, s.KernelHeight)
        from kx in Enumerable.Range(0, s.KernelWidth)
        let row = (y * s.Stride) + ky - s.Padding.Top
        let column = (x * s.Stride) + kx - s.Padding.Left
        where row >= 0 && row < s.Height && column >= 0 && column < s.Width
        select (ky, kx, row, column);
}
