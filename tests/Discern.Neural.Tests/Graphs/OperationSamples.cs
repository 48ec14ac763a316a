using Discern.Compute;
using Discern.Compute.Activations;
using Discern.Compute.Convolutions;
using Discern.Compute.Normalization;
using Discern.Neural.Graphs;
using Discern.Neural.Graphs.Operations;
using Convolution = Discern.Neural.Graphs.Operations.Convolution;
using HardSwish = Discern.Neural.Graphs.Operations.HardSwish;
using ResponseNormalization = Discern.Neural.Graphs.Operations.ResponseNormalization;
using SquareRoot = Discern.Neural.Graphs.Operations.SquareRoot;
using Swish = Discern.Neural.Graphs.Operations.Swish;

namespace Discern.Neural.Tests.Graphs;

/// <summary>Samples of every operation. A new operation needs an entry here, or the contract test fails.</summary>
internal static class OperationSamples
{
    private static readonly int[] OddChannels = [1, 3, 5, 17, 33];

    public static IReadOnlyDictionary<Type, OperationSample[]> All { get; } = new Dictionary<Type, OperationSample[]>
    {
        [typeof(Input)] = [new(new Input(new Shape(3, 5, 7, 3)))],
        [typeof(Relu)] = [.. Maps(shape => new OperationSample(new Relu(), shape) { HasDistinctInputs = true, Reach = 1 / 256f })],
        [typeof(Relu6)] = [.. Maps(shape => new OperationSample(new Relu6(), shape) { HasDistinctInputs = true, Reach = 1 / 256f })],
        [typeof(Multiply)] =
        [
            .. OddChannels.Select(channels => new OperationSample(new Multiply(), new Shape(3, 5, 7, channels), new Shape(3, 5, 7, channels))),
            .. OddChannels.Select(channels => new OperationSample(new Multiply(), new Shape(3, 5, 7, channels), new Shape(3, channels))),
            new(new Multiply(), new Shape(3, 5, 7, 5), new Shape(3, 1, 1, 5)),
        ],
        [typeof(Rescaling)] = [.. Maps(shape => new OperationSample(new Rescaling(), shape))],
        [typeof(HardSigmoid)] =
        [
            .. Maps(shape => new OperationSample(new HardSigmoid(0.2f, 0.3f), shape) { HasDistinctInputs = true, Reach = 1 / 256f, KinkShare = 0.05 }),
        ],
        [typeof(HardSwish)] =
        [
            .. Maps(shape => new OperationSample(new HardSwish(), shape) { HasDistinctInputs = true, Reach = 1 / 256f, KinkShare = 0.05 }),
        ],
        [typeof(Swish)] = [.. Maps(shape => new OperationSample(new Swish(), shape) { Reach = 0.01f })],
        [typeof(SquareRoot)] =
        [
            // Steep next to 0, where a difference would need a reach of its own.
            .. Maps(shape => new OperationSample(new SquareRoot(), shape) { HasDistinctInputs = true, Reach = 1 / 1024f, KinkShare = 0.05 }),
        ],
        [typeof(Clip)] = [.. Maps(shape => new OperationSample(new Clip(-1, 2), shape) { HasDistinctInputs = true, Reach = 1 / 256f })],
        [typeof(PRelu)] = [.. Maps(shape => new OperationSample(new PRelu(), shape) { HasDistinctInputs = true, Reach = 1 / 256f })],
        [typeof(Pad)] =
        [
            .. Maps(shape => new OperationSample(new Pad(new Padding(1, 2, 0, 3), 0), shape)),
            .. Maps(shape => new OperationSample(new Pad(new Padding(0, 0, 1, 0), 4), shape)),
        ],
        [typeof(Reshape)] = [new(new Reshape(new Shape(1, 7, 15)), new Shape(3, 5, 7, 3))],
        [typeof(Permute)] =
        [
            new(new Permute([0, 3, 1, 2]), new Shape(3, 5, 7, 17)),
            new(new Permute([0, 2, 1, 3]), new Shape(3, 5, 7, 17)),
            new(new Permute([0, 2, 1]), new Shape(3, 5, 7)),
        ],
        [typeof(ChannelSlice)] =
        [
            new(new ChannelSlice(1, 17), new Shape(3, 5, 7, 33)),
            new(new ChannelSlice(2, 1), new Shape(3, 3)),
        ],
        [typeof(ResponseNormalization)] =
        [
            .. OddChannels.Select(channels => new OperationSample(
                new ResponseNormalization(new ResponseFactors(5, 0.7f, 0.75f, 1.5f)), new Shape(3, 2, 3, channels)) { Reach = 0.01f }),
            new(new ResponseNormalization(new ResponseFactors(3, 0.3f, 0.5f, 2f)), new Shape(3, 1, 2, 17)) { Reach = 0.01f },
        ],
        [typeof(Sigmoid)] = [.. Maps(shape => new OperationSample(new Sigmoid(), shape) { Reach = 0.01f })],
        [typeof(Softmax)] = [.. OddChannels.Select(classes => new OperationSample(new Softmax(), new Shape(3, classes)) { Reach = 0.01f })],
        [typeof(Flatten)] = [new(new Flatten(), new Shape(3, 5, 7, 3))],
        [typeof(Dropout)] = [.. Maps(shape => new OperationSample(new Dropout(0.4f), shape))],
        [typeof(Add)] = [.. OddChannels.Select(channels => new OperationSample(new Add(), new Shape(3, 5, 7, channels), new Shape(3, 5, 7, channels)))],
        [typeof(Concat)] =
        [
            new(new Concat(), new Shape(3, 5, 7, 1), new Shape(3, 5, 7, 17), new Shape(3, 5, 7, 5)),
            new(new Concat(), new Shape(3, 33), new Shape(3, 3)),
        ],
        [typeof(GlobalAveragePool)] = [.. Maps(shape => new OperationSample(new GlobalAveragePool(), shape))],
        [typeof(GlobalMaxPool)] =
        [
            .. Maps(shape => new OperationSample(new GlobalMaxPool(), shape) { HasDistinctInputs = true, Reach = 1 / 256f }),
        ],
        [typeof(MaxPool)] =
        [
            .. Poolings().SelectMany(pooling => Maps(shape =>
                new OperationSample(new MaxPool(pooling.Size, pooling.Options), shape) { HasDistinctInputs = true, Reach = 1 / 256f })),
        ],
        [typeof(AveragePool)] =
        [
            .. Poolings().SelectMany(pooling => Maps(shape =>
                new OperationSample(new AveragePool(pooling.Size, pooling.Options), shape))),
        ],
        [typeof(Upsample)] =
        [
            .. Maps(shape => new OperationSample(new Upsample(2), shape)),
            new(new Upsample(3), new Shape(3, 4, 2, 17)),
            new(new Upsample(1), new Shape(3, 4, 2, 3)),
        ],
        [typeof(BatchNormalization)] =
        [
            .. Maps(shape => new OperationSample(new BatchNormalization(new()), shape) { Reach = 0.01f }),
            new(new BatchNormalization(new() { Epsilon = 0.5f }), new Shape(17, 5)) { Reach = 0.01f },
            .. Maps(shape => Activated(new BatchNormalization(new()), Activation.Relu, shape)),
            .. Maps(shape => Activated(new BatchNormalization(new()), Activation.Relu6, shape)),
            .. Maps(shape => new OperationSample(new BatchNormalization(new()).WithSum(), shape, shape) { Reach = 0.01f }),
            .. Maps(shape => Activated(new BatchNormalization(new()).WithSum(), Activation.Relu, shape, shape)),
            .. Maps(shape => Activated(new BatchNormalization(new()).WithSum(), Activation.Relu6, shape, shape)),
        ],
        [typeof(Dense)] =
        [
            .. OddChannels.Select(units => new OperationSample(new Dense(units, true, Initializer.GlorotUniform, Activation.None), new Shape(3, 35))),
            new(new Dense(5, false, Initializer.GlorotUniform, Activation.None), new Shape(3, 1)),
            new(new Dense(33, true, Initializer.GlorotUniform, Activation.Relu), new Shape(3, 17)) { Reach = 1e-3f, KinkShare = 0.05 },
            new(new Dense(17, true, Initializer.GlorotUniform, Activation.Relu6), new Shape(3, 5)) { Reach = 1e-3f, KinkShare = 0.05 },
        ],
        [typeof(DepthwiseConvolution)] =
        [
            .. Convolutions().SelectMany(geometry => Maps(shape =>
                new OperationSample(new DepthwiseConvolution(geometry.Kernel, geometry.Kernel, geometry.Options), shape))),
        ],
        [typeof(Convolution)] =
        [
            .. Convolutions().SelectMany(geometry => Maps(shape => new OperationSample(Layer(geometry, 5), shape))),
            .. OddChannels.Select(filters => new OperationSample(Layer((3, new()), filters), new Shape(3, 5, 7, 3))),
        ],
        [typeof(ConvolutionBlock)] =
        [
            .. OddChannels.Select(channels => Block(channels, Activation.Relu, true, new())),
            Block(3, Activation.Relu6, true, new() { Padding = PaddingRule.Same }),
            Block(5, Activation.None, true, new() { HasBias = false }),
            Block(17, Activation.Relu, false, new() { Stride = 2, Padding = PaddingRule.Same }),
            Block(3, Activation.Relu6, false, new()),
        ],
        [typeof(ResidualConvolution)] =
        [
            .. OddChannels.Select(channels => Residual(channels, Activation.None, new() { Padding = PaddingRule.Same })),
            Residual(3, Activation.Relu, new() { Padding = PaddingRule.Same }),
            Residual(17, Activation.Relu6, new() { Padding = PaddingRule.Same, HasBias = false }),
        ],
    };

    private static OperationSample Activated(BatchNormalization normalization, Activation activation, params Shape[] inputs) =>
        new(normalization.With(activation), inputs) { Reach = 1e-3f, BeforeActivation = normalization };

    private static OperationSample Block(int channels, Activation activation, bool isPooled, ConvolutionOptions options) =>
        new(new ConvolutionBlock(Layer((3, options), 18 - Math.Min(channels, 17)), activation, isPooled), new Shape(3, 5, 7, channels))
        {
            Reach = 1e-3f,
            KinkShare = 0.1,
        };

    private static OperationSample Residual(int channels, Activation activation, ConvolutionOptions options) =>
        new(new ResidualConvolution(Layer((3, options), 5), activation), new Shape(3, 5, 7, channels), new Shape(3, 5, 7, 5))
        {
            Reach = 1e-3f,
            KinkShare = 0.1,
        };

    private static Convolution Layer((int Kernel, ConvolutionOptions Options) geometry, int filters) =>
        new(filters, geometry.Kernel, geometry.Kernel, geometry.Options);

    private static IEnumerable<OperationSample> Maps(Func<Shape, OperationSample> sample) =>
        OddChannels.Select(channels => sample(new Shape(3, 5, 7, channels)));

    private static IEnumerable<(int Size, PoolingOptions Options)> Poolings() =>
    [
        (2, new()),
        (3, new() { Stride = 2, Padding = PaddingRule.Explicit(Padding.Symmetric(1)) }),
        (3, new() { Stride = 1, Padding = PaddingRule.Same }),
    ];

    private static IEnumerable<(int Kernel, ConvolutionOptions Options)> Convolutions() =>
    [
        (3, new()),
        (3, new() { Padding = PaddingRule.Same, HasBias = false }),
        (3, new() { Stride = 2, Padding = PaddingRule.Same }),
        (2, new() { Stride = 2, Padding = PaddingRule.Explicit(new Padding(1, 0, 0, 1)) }),
        (1, new()),
    ];
}
