using Discern.Compute.Convolutions;
using Discern.Neural.Graphs.Operations;

namespace Discern.Neural.Onnx.Writing.Operations;

/// <summary>What moves values and computes nothing.</summary>
internal sealed class ViewWriter : OperationWriter
{
    public override IReadOnlyList<Type> Operations => [typeof(Flatten), typeof(Reshape), typeof(Permute), typeof(ChannelSlice), typeof(Pad)];

    public override void Write(NodeExport node)
    {
        switch (node.Operation)
        {
            case Permute permute:
                node.Finish("Transpose", [node.Input(0)], Attributes.Integers("perm", NodeExport.FileOrder(permute.Order)));
                break;
            case ChannelSlice slice:
                string start = node.Constant("start", (long)slice.Start);
                string end = node.Constant("end", (long)slice.Start + slice.Count);
                node.Finish("Slice", [node.Input(0), start, end, node.Constant("axis", (long)node.ChannelAxis)]);
                break;
            case Pad { Padding: Padding padding, Channels: var channels }:
                node.Finish("Pad", [node.Input(0), node.Constant("pads", 0, 0, padding.Top, padding.Left, 0, channels, padding.Bottom, padding.Right)]);
                break;
            case Flatten:
                node.Finish("Flatten", [node.ChannelsLast(0)]);
                break;
            default:
                node.FinishReshape(node.ChannelsLast(0));
                break;
        }
    }
}
