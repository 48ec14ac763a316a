using Discern.Compute;
using Discern.Compute.Convolutions;
using Convolution = Discern.Neural.Graphs.Operations.Convolution;
using DepthwiseConvolution = Discern.Neural.Graphs.Operations.DepthwiseConvolution;

namespace Discern.Neural.Onnx.Writing.Operations;

/// <summary>Convolutions, with their weights as filters × channels × rows × columns.</summary>
internal sealed class ConvolutionWriter : OperationWriter
{
    public override IReadOnlyList<Type> Operations => [typeof(Convolution), typeof(DepthwiseConvolution)];

    public override void Write(NodeExport node)
    {
        ConvolutionShape shape = node.Operation is Convolution plain
            ? plain.Geometry(node.InputShape(0))
            : ((DepthwiseConvolution)node.Operation).Geometry(node.InputShape(0));
        bool isDepthwise = node.Operation is DepthwiseConvolution;
        string kernel = Kernel(node, isDepthwise);
        string[] inputs = node.HasParameter(1)
            ? [node.Input(0), kernel, node.Parameter(1, node.Numbers(1), shape.Filters)]
            : [node.Input(0), kernel];
        Padding padding = shape.Padding;
        node.Finish(
            "Conv",
            inputs,
            Attributes.Integers("kernel_shape", shape.KernelHeight, shape.KernelWidth),
            Attributes.Integers("strides", shape.Stride, shape.Stride),
            Attributes.Integers("pads", padding.Top, padding.Left, padding.Bottom, padding.Right),
            Attributes.Integer("group", isDepthwise ? shape.Channels : 1));
    }

    private static string Kernel(NodeExport node, bool isDepthwise)
    {
        Shape shape = node.ParameterShape(0);
        ReadOnlySpan<float> source = node.Numbers(0);
        int places = shape[0] * shape[1];

        // A depthwise kernel's last but one dimension are its filters, of one channel each.
        int channels = isDepthwise ? 1 : shape[2];
        int filters = isDepthwise ? shape[2] : shape[3];
        float[] target = new float[source.Length];
        for (int place = 0; place < places; place++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                for (int filter = 0; filter < filters; filter++)
                {
                    target[(((filter * channels) + channel) * places) + place] = source[(((place * channels) + channel) * filters) + filter];
                }
            }
        }

        return node.Parameter(0, target, filters, channels, shape[0], shape[1]);
    }
}
