using Discern.Compute.Activations;
using Discern.Compute.Matrices;
using Discern.Compute.Tests.Vectors;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Tests.Matrices;

public sealed class MatrixProductTests : IDisposable
{
    private readonly Workers workers = new(2);

    public static TheoryData<VectorWidth, int, int, int, bool, bool> Cases
    {
        get
        {
            var data = new TheoryData<VectorWidth, int, int, int, bool, bool>();
            (int Rows, int Columns, int Depth)[] sizes = [(1, 1, 1), (3, 5, 7), (14, 32, 8), (33, 17, 300), (70, 150, 513), (128, 4, 64)];
            foreach (VectorWidth width in VectorWidths.Available)
            {
                foreach (var (rows, columns, depth) in sizes)
                {
                    data.Add(width, rows, columns, depth, false, false);
                    data.Add(width, rows, columns, depth, true, false);
                    data.Add(width, rows, columns, depth, false, true);
                    data.Add(width, rows, columns, depth, true, true);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_the_definition(VectorWidth width, int rows, int columns, int depth, bool transposeLeft, bool transposeRight)
    {
        using IDisposable path = VectorPath.Force(width);
        Tensor left = Tensors.Normal(transposeLeft ? new Shape(depth, rows) : new Shape(rows, depth), 1);
        Tensor right = Tensors.Normal(transposeRight ? new Shape(columns, depth) : new Shape(depth, columns), 2);
        Tensor bias = Tensors.Normal(new Shape(columns), 3);
        var options = new MatrixProductOptions
        {
            TransposeLeft = transposeLeft, TransposeRight = transposeRight, Bias = bias, Activation = Activation.Relu,
        };
        Tensor product = Tensors.Normal(new Shape(rows, columns), 4);
        MatrixProduct.Multiply(left, right, product, options, workers);
        Tensors.AssertClose(Reference(left, right, options, rows, columns, depth, default), product, 1e-4);

        Tensor start = Tensors.Normal(new Shape(rows, columns), 5);
        Tensor sum = Tensors.Normal(new Shape(rows, columns), 5);
        options = options with { Bias = default, Activation = Activation.None, Accumulate = true };
        MatrixProduct.Multiply(left, right, sum, options, workers);
        Tensors.AssertClose(Reference(left, right, options, rows, columns, depth, start), sum, 1e-4);
    }

    [Fact]
    public void Gives_the_same_bits_for_any_number_of_workers()
    {
        Tensor left = Tensors.Normal(new Shape(300, 700), 1);
        Tensor right = Tensors.Normal(new Shape(700, 90), 2);
        float[] expected = Product(new Workers(1));
        Assert.Equal(expected, Product(new Workers(2)));
        Assert.Equal(expected, Product(new Workers(3)));

        float[] Product(Workers count)
        {
            using (count)
            {
                Tensor product = Tensors.Zeros(new Shape(300, 90));
                MatrixProduct.Multiply(left, right, product, default, count);
                return product.Values.ToArray();
            }
        }
    }

    [Fact]
    public void Refuses_what_does_not_fit()
    {
        Tensor square = Tensors.Zeros(new Shape(4, 4));
        Tensor wide = Tensors.Zeros(new Shape(4, 5));
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(wide, wide, square, default, workers));
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(square, square, wide, default, workers));
        Assert.Throws<ArgumentException>(
            () => MatrixProduct.Multiply(square, square, square, new() { Bias = square, Accumulate = true }, workers));
    }

    public void Dispose() => workers.Dispose();

    private static Tensor Reference(Tensor left, Tensor right, MatrixProductOptions options, int rows, int columns, int depth, Tensor start)
    {
        Tensor product = Tensors.Zeros(new Shape(rows, columns));
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double sum = start.IsPresent ? start.Values[(row * columns) + column] : options.Bias.IsPresent ? options.Bias.Values[column] : 0;
                for (int k = 0; k < depth; k++)
                {
                    double a = options.TransposeLeft ? left.Values[(k * rows) + row] : left.Values[(row * depth) + k];
                    double b = options.TransposeRight ? right.Values[(column * depth) + k] : right.Values[(k * columns) + column];
                    sum += a * b;
                }

                product.Values[(row * columns) + column] = (float)(options.Activation == Activation.Relu ? Math.Max(sum, 0) : sum);
            }
        }

        return product;
    }
}
