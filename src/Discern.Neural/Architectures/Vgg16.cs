using Discern.Neural.Graphs;
using Discern.Neural.Onnx;

namespace Discern.Neural.Architectures;

/// <summary>VGG16: thirteen 3 × 3 convolutions in five blocks, and the largest value of each channel.</summary>
internal sealed class Vgg16 : Architecture
{
    private static readonly ConvolutionOptions Same = new() { Padding = PaddingRule.Same, Initializer = Initializer.HeUniform };

    /// <inheritdoc/>
    public override string Name => "vgg16";

    /// <inheritdoc/>
    public override string Source => "Simonyan and Zisserman, Very deep convolutional networks for large-scale image recognition, ICLR 2015";

    /// <inheritdoc/>
    public override int Features => 512;

    /// <inheritdoc/>
    public override long Parameters => 14_714_688;

    /// <inheritdoc/>
    public override OnnxPreprocessing Preprocessing => new() { Scale = 1, Mean = [103.939f, 116.779f, 123.68f], IsBgr = true };

    /// <inheritdoc/>
    protected override Node Layers(Node input)
    {
        Node maps = input;
        foreach ((int filters, int convolutions) in ((int, int)[])[(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)])
        {
            for (int convolution = 0; convolution < convolutions; convolution++)
            {
                maps = maps.Convolution(filters, 3, Same).Relu();
            }

            maps = maps.MaxPool(2);
        }

        return maps.GlobalMaxPool();
    }
}
