using Discern.Neural.Graphs;
using Discern.Neural.Onnx;

namespace Discern.Neural.Architectures;

/// <summary>MobileNetV2 of width 1: seventeen blocks that widen, look at each channel by itself, and narrow again.</summary>
internal sealed class MobileNetV2 : Architecture
{
    private static readonly BatchNormalizationOptions Normalization = new() { Momentum = 0.999f };

    /// <inheritdoc/>
    public override string Name => "mobilenet-v2";

    /// <inheritdoc/>
    public override string Source => "Sandler, Howard, Zhu, Zhmoginov and Chen, MobileNetV2: inverted residuals and linear bottlenecks, CVPR 2018";

    /// <inheritdoc/>
    public override int Features => 1280;

    /// <inheritdoc/>
    public override long Parameters => 2_257_984;

    /// <inheritdoc/>
    public override OnnxPreprocessing Preprocessing => new() { Scale = 1 / 127.5f, Mean = [1f] };

    /// <inheritdoc/>
    protected override Node Layers(Node input)
    {
        Node maps = input.Convolution(32, 3, Plain(stride: 2)).BatchNormalization(Normalization).Relu6();
        maps = Narrow(Look(maps, stride: 1), 16);
        foreach ((int channels, int blocks, int stride) in ((int, int, int)[])[(24, 2, 2), (32, 3, 2), (64, 4, 2), (96, 3, 1), (160, 3, 2), (320, 1, 1)])
        {
            maps = Narrow(Look(Widen(maps), stride), channels);
            for (int block = 1; block < blocks; block++)
            {
                maps = maps.Add(Narrow(Look(Widen(maps), stride: 1), channels));
            }
        }

        return maps.Convolution(1280, 1, Plain(stride: 1)).BatchNormalization(Normalization).Relu6().GlobalAveragePool();
    }

    private static Node Widen(Node input) =>
        input.Convolution(6 * input.Shape.Channels, 1, Plain(stride: 1)).BatchNormalization(Normalization).Relu6();

    private static Node Look(Node input, int stride) =>
        input.DepthwiseConvolution(3, Plain(stride)).BatchNormalization(Normalization).Relu6();

    private static Node Narrow(Node input, int channels) =>
        input.Convolution(channels, 1, Plain(stride: 1)).BatchNormalization(Normalization);

    private static ConvolutionOptions Plain(int stride) =>
        new() { Stride = stride, Padding = PaddingRule.Same, HasBias = false, Initializer = Initializer.HeUniform };
}
