using Discern.Neural.TensorFlow;
using Discern.Neural.TensorFlow.Lite;

namespace Discern.Neural.Tests.TensorFlow.Lite;

public class LiteReaderTests
{
    private static readonly float[] Picture = [.. Enumerable.Range(0, 16).Select(index => index - 5f)];

    // The kernel counts up row by row: TFLite's order is [out][row][column][in].
    private static readonly float[] Kernel = [1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Fact]
    public void Float_weights_are_taken_as_they_are()
    {
        byte[] file = TinyLite.Convolution(new([1, 3, 3, 1], Contents: TinyLite.Floats(Kernel)), Bias(0.5f));
        AssertClose(MeanOfConvolution(Kernel, 0.5f, stride: 1, padding: 1), Run(file));
    }

    [Fact]
    public void Same_padding_at_stride_two_is_below_and_right_on_even_sizes()
    {
        byte[] file = TinyLite.Convolution(new([1, 3, 3, 1], Contents: TinyLite.Floats(Kernel)), Bias(0), stride: 2);
        AssertClose(MeanOfConvolution(Kernel, 0, stride: 2, padding: 0), Run(file));
    }

    [Fact]
    public void Half_precision_weights_are_widened()
    {
        byte[] file = TinyLite.Convolution(new([1, 3, 3, 1], TinyTensor.Float16, TinyLite.Halves(Kernel)), Bias(0));
        AssertClose(MeanOfConvolution(Kernel, 0, stride: 1, padding: 1), Run(file));
    }

    [Fact]
    public void Bytes_of_one_scale_are_dequantised_about_their_zero_point()
    {
        byte[] stored = [.. Kernel.Select(value => (byte)((value / 0.25f) + 100))];
        var kernel = new TinyTensor([1, 3, 3, 1], TinyTensor.UInt8, stored) { Scales = [0.25f], ZeroPoints = [100] };
        AssertClose(MeanOfConvolution(Kernel, 0, stride: 1, padding: 1), Run(TinyLite.Convolution(kernel, Bias(0))));
    }

    [Fact]
    public void Bytes_of_a_scale_per_filter_are_dequantised_by_filter()
    {
        // Two filters of one cell: −3 · 0.5 and 40 · 0.125.
        var kernel = new TinyTensor([2, 1, 1, 1], TinyTensor.Int8, [unchecked((byte)-3), 40]) { Scales = [0.5f, 0.125f], ZeroPoints = [0, 0] };
        var bias = new TinyTensor([2], TinyTensor.Int32, TinyLite.Ints(4, -8)) { Scales = [0.25f, 0.5f], ZeroPoints = [0, 0] };
        float mean = Picture.Average();
        Assert.Equal([(mean * -1.5f) + 1, (mean * 5) - 4], RunAll(TinyLite.Convolution(kernel, bias)), Close);
    }

    [Theory]
    [InlineData(1, float.MaxValue)]
    [InlineData(3, 6f)]
    public void The_activation_inside_a_convolution_is_applied(byte activation, float bound)
    {
        byte[] file = TinyLite.Convolution(new([1, 1, 1, 1], Contents: TinyLite.Floats(1)), Bias(0), activation);
        AssertClose(Picture.Average(value => Math.Clamp(value, 0, bound)), Run(file));
    }

    [Fact]
    public void A_size_of_ones_own_takes_the_place_of_the_files()
    {
        byte[] file = TinyLite.Convolution(new([1, 1, 1, 1], Contents: TinyLite.Floats(1)), Bias(0));
        using TensorFlowNetwork network = LiteReader.Read(file, "tiny", new TensorFlowOptions { Size = 9 });
        Assert.Equal(new(1, 9, 9, 1), network.Graph.InputNode.Shape);
    }

    [Fact]
    public void An_unknown_tap_is_refused_with_the_names_there_are()
    {
        byte[] file = TinyLite.Convolution(new([1, 1, 1, 1], Contents: TinyLite.Floats(1)), Bias(0));
        var refusal = Assert.Throws<DiscernException>(() => LiteReader.Read(file, "tiny", new TensorFlowOptions { Taps = ["nowhere"] }));
        Assert.Contains("'nowhere'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'conv'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_operator_is_refused_by_its_number()
    {
        byte[] file = TinyLite.Model(
            [new([1, 4, 4, 1]), new([1, 4, 4, 1]) { Name = "odd" }, new([2], TinyTensor.Int32, TinyLite.Ints(1, 2)), new([1, 1])],
            [TinyLite.Operator(122, [0], 1, new TinyTable()), TinyLite.Operator(40, [1, 2], 3, new TinyTable())]);
        var refusal = Assert.Throws<DiscernException>(() => LiteReader.Read(file, "tiny"));
        Assert.Contains("'odd' (operator 122)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_in_a_circle_are_refused()
    {
        byte[] file = TinyLite.Model(
            [new([1, 4, 4, 1]), new([1, 4, 4, 1]), new([1, 4, 4, 1]), new([2], TinyTensor.Int32, TinyLite.Ints(1, 2)), new([1, 1])],
            [TinyLite.Operator(0, [0, 2], 1, new TinyTable()), TinyLite.Operator(19, [1], 2, new TinyTable()), TinyLite.Operator(40, [2, 3], 4, new TinyTable())]);
        Assert.Contains("circle", Assert.Throws<DiscernException>(() => LiteReader.Read(file, "tiny")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dimensions_beyond_the_contents_are_refused_before_memory_is_taken()
    {
        byte[] file = TinyLite.Convolution(new([1 << 20, 1 << 10, 1 << 10, 1 << 20], Contents: TinyLite.Floats(1)), Bias(0));
        Assert.Contains("more than it holds", Assert.Throws<DiscernException>(() => LiteReader.Read(file, "tiny")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Feature_maps_beyond_all_measure_are_refused()
    {
        var kernel = new TinyTensor([4096, 1, 1, 1], Contents: new byte[4 * 4096]);
        byte[] file = TinyLite.Convolution(kernel, new TinyTensor([4096], Contents: new byte[4 * 4096]));
        var refusal = Assert.Throws<DiscernException>(() => LiteReader.Read(file, "tiny", new TensorFlowOptions { Size = 4096 }));
        Assert.Contains("too many", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_truncation_is_a_sentence()
    {
        byte[] file = TinyLite.Convolution(new([1, 3, 3, 1], Contents: TinyLite.Floats(Kernel)), Bias(0.5f));
        for (int length = 0; length < file.Length; length++)
        {
            ReadOrSentence(file[..length]);
        }
    }

    [Fact]
    public void Every_changed_byte_is_read_or_a_sentence()
    {
        byte[] file = TinyLite.Convolution(new([1, 3, 3, 1], Contents: TinyLite.Floats(Kernel)), Bias(0.5f));
        for (int place = 0; place < file.Length; place++)
        {
            foreach (byte value in (byte[])[0, 1, 0x7F, 0x80, 0xFF])
            {
                byte[] changed = [.. file];
                changed[place] = value;
                ReadOrSentence(changed);
            }
        }
    }

    private static void ReadOrSentence(byte[] file)
    {
        try
        {
            LiteReader.Read(file, "tiny").Dispose();
        }
        catch (DiscernException refusal)
        {
            Assert.Contains("'tiny'", refusal.Message, StringComparison.Ordinal);
        }
    }

    private static TinyTensor Bias(float value) => new([1], Contents: TinyLite.Floats(value));

    private static float Run(byte[] file) => Assert.Single(RunAll(file));

    private static float[] RunAll(byte[] file)
    {
        using TensorFlowNetwork network = LiteReader.Read(file, "tiny");
        return Inference.Run(network, Picture);
    }

    private static double MeanOfConvolution(float[] kernel, float bias, int stride, int padding)
    {
        int side = 4 / stride;
        double total = 0;
        for (int window = 0; window < side * side; window++)
        {
            (int top, int left) = ((window / side * stride) - padding, (window % side * stride) - padding);
            total += bias;
            for (int cell = 0; cell < 9; cell++)
            {
                (int row, int column) = (top + (cell / 3), left + (cell % 3));
                bool isInside = row is >= 0 and < 4 && column is >= 0 and < 4;
                total += isInside ? kernel[cell] * Picture[(row * 4) + column] : 0;
            }
        }

        return total / (side * side);
    }

    private static bool Close(float expected, float actual) => Math.Abs(expected - actual) < 1e-4 * Math.Max(1, Math.Abs(expected));

    private static void AssertClose(double expected, float actual) => Assert.Equal(expected, actual, 1e-3 * Math.Max(1, Math.Abs(expected)));
}
