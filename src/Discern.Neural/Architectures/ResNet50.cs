using Discern.Compute.Convolutions;
using Discern.Neural.Graphs;
using Discern.Neural.Onnx;

namespace Discern.Neural.Architectures;

/// <summary>ResNet50: sixteen blocks of three convolutions around which a shortcut leads; as in the article, and in Keras, the first of them strides.</summary>
internal sealed class ResNet50 : Architecture
{
    private static readonly BatchNormalizationOptions Normalization = new() { Epsilon = 1.001e-5f };

    /// <inheritdoc/>
    public override string Name => "resnet50";

    /// <inheritdoc/>
    public override string Source => "He, Zhang, Ren and Sun, Deep residual learning for image recognition, CVPR 2016";

    /// <inheritdoc/>
    public override int Features => 2048;

    /// <inheritdoc/>
    public override long Parameters => 23_587_712;

    /// <inheritdoc/>
    public override OnnxPreprocessing Preprocessing => new() { Scale = 1, Mean = [103.939f, 116.779f, 123.68f], IsBgr = true };

    /// <inheritdoc/>
    protected override Node Layers(Node input)
    {
        Node maps = Convolution(input, 64, 7, stride: 2, PaddingRule.Explicit(new Padding(3, 3, 3, 3))).Relu();
        maps = maps.MaxPool(3, new PoolingOptions { Stride = 2, Padding = PaddingRule.Explicit(new Padding(1, 1, 1, 1)) });
        foreach ((int filters, int blocks, int stride) in ((int, int, int)[])[(64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)])
        {
            maps = Block(maps, filters, stride, Convolution(maps, 4 * filters, 1, stride, PaddingRule.Valid));
            for (int block = 1; block < blocks; block++)
            {
                maps = Block(maps, filters, stride: 1, maps);
            }
        }

        return maps.GlobalAveragePool();
    }

    private static Node Block(Node input, int filters, int stride, Node shortcut)
    {
        Node narrow = Convolution(input, filters, 1, stride, PaddingRule.Valid).Relu();
        Node middle = Convolution(narrow, filters, 3, stride: 1, PaddingRule.Same).Relu();
        return shortcut.Add(Convolution(middle, 4 * filters, 1, stride: 1, PaddingRule.Valid)).Relu();
    }

    private static Node Convolution(Node input, int filters, int kernel, int stride, PaddingRule padding) => input
        .Convolution(filters, kernel, new ConvolutionOptions { Stride = stride, Padding = padding, Initializer = Initializer.HeUniform })
        .BatchNormalization(Normalization);
}
