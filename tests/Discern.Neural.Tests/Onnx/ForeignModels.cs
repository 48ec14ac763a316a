using Discern.Neural.Onnx.Messages;
using Discern.Neural.Onnx.Writing;

namespace Discern.Neural.Tests.Onnx;

/// <summary>Models as PyTorch, Keras and quantisers write them, each with the name of its output.</summary>
internal static class ForeignModels
{
    public static IReadOnlyDictionary<string, Func<(ModelBuilder Model, string Output)>> All { get; } =
        new Dictionary<string, Func<(ModelBuilder, string)>>(StringComparer.Ordinal)
        {
            ["convolution, normalisation, flattened picture, transposed weights"] = Classifier,
            ["residual block with a strided shortcut"] = Residual,
            ["inverted residual with squeeze and excitation"] = InvertedResidual,
            ["swish by sigmoid, shape computed from the picture"] = ComputedShape,
            ["pools with ceil mode, padding that counts and padding that does not"] = Pools,
            ["asymmetrical pads, SAME_UPPER, SAME_LOWER and VALID"] = Paddings,
            ["Pad nodes before convolution"] = PadNodes,
            ["dilated and grouped convolution"] = DilatedAndGrouped,
            ["response normalisation, slopes, bounds from inputs"] = Activations,
            ["clip and pads as attributes, opset 7"] = OldOpset,
            ["born with channels last"] = ChannelsLast,
            ["channels picked, rescaled and joined, as Inception takes its input"] = InceptionInput,
            ["split, slice, subtract"] = Parts,
            ["anchors: reshaped maps joined, as BlazeFace gives them"] = Anchors,
            ["shortcut widened by zeros, as in BlazeFace"] = Widened,
            ["weights in 8 bits per channel"] = Quantized,
            ["weights in 16-bit floats, cast"] = HalfFloats,
            ["arithmetic with constants on flattened pictures"] = FlatArithmetic,
            ["places repeated by half pixels, as a decoder's Resize has it"] = Resized,
            ["places repeated by Upsample, opset 9"] = OldUpsample,
        };

    private static AttributeProto Ints(string name, params long[] values) => Attributes.Integers(name, values);

    private static AttributeProto Text(string name, string value) => Attributes.Text(name, value);

    private static (ModelBuilder, string) Resized()
    {
        var model = new ModelBuilder(13, 0, 3, 5, 4);
        string x = model.Node("Resize", ["x", "", model.Numbers([1, 1, 2, 2], 4)], Text("mode", "nearest"));
        x = model.Convolution(x, 4, 3, 3, Ints("pads", 1, 1, 1, 1));
        return (model, model.Node(
            "Resize", [x, "", model.Numbers([1, 1, 3, 3], 4)], Text("mode", "nearest"), Text("coordinate_transformation_mode", "asymmetric"), Text("nearest_mode", "floor")));
    }

    private static (ModelBuilder, string) OldUpsample()
    {
        var model = new ModelBuilder(9, 0, 3, 5, 4);
        return (model, model.Convolution(model.Node("Upsample", ["x", model.Numbers([1, 1, 2, 2], 4)], Text("mode", "nearest")), 4, 3, 3));
    }

    private static (ModelBuilder, string) Classifier()
    {
        var model = new ModelBuilder(13, 0, 3, 10, 8);
        string x = model.Node("Relu", [model.Normalization(model.Convolution("x", 5, 3, 3, Ints("pads", 1, 1, 1, 1)), 5)]);
        x = model.Node("MaxPool", [x], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2));
        x = model.Node("Relu", [model.Node("Flatten", [x])]);
        x = model.Node("Gemm", [x, model.Random(7, 100), model.Random(7)], Attributes.Integer("transB", 1), Attributes.Number("alpha", 0.5f));
        return (model, model.Node("Softmax", [x], Attributes.Integer("axis", -1)));
    }

    private static (ModelBuilder, string) Residual()
    {
        var model = new ModelBuilder(11, 0, 4, 9, 9);
        string x = model.Convolution("x", 6, 4, 3, Ints("pads", 1, 1, 1, 1), Ints("strides", 2, 2));
        x = model.Node("Relu", [model.Normalization(x, 6)]);
        x = model.Normalization(model.Convolution(x, 6, 6, 3, Ints("pads", 1, 1, 1, 1)), 6);
        string shortcut = model.Normalization(model.Convolution("x", 6, 4, 1, Ints("strides", 2, 2)), 6);
        x = model.Node("Relu", [model.Node("Add", [shortcut, x])]);
        x = model.Node("Flatten", [model.Node("GlobalAveragePool", [x])]);
        return (model, model.Node("Gemm", [x, model.Random(6, 3), model.Random(3)]));
    }

    private static (ModelBuilder, string) InvertedResidual()
    {
        var model = new ModelBuilder(14, 0, 5, 8, 8);
        string x = model.Node("HardSwish", [model.Convolution("x", 10, 5, 1)]);
        x = model.Convolution(x, 10, 1, 5, Ints("pads", 2, 2, 2, 2), Attributes.Integer("group", 10));
        string gate = model.Node("Relu", [model.Convolution(model.Node("GlobalAveragePool", [x]), 4, 10, 1)]);
        gate = model.Node("HardSigmoid", [model.Convolution(gate, 10, 4, 1)], Attributes.Number("alpha", 1f / 6f));
        x = model.Convolution(model.Node("Mul", [gate, x]), 5, 10, 1);
        x = model.Node("Add", [x, "x"]);
        return (model, model.Node("ReduceMean", [x], Ints("axes", 2, 3), Attributes.Integer("keepdims", 0)));
    }

    private static (ModelBuilder, string) ComputedShape()
    {
        var model = new ModelBuilder(13, 0, 3, 6, 6);
        string x = model.Convolution("x", 4, 3, 3);
        x = model.Node("Mul", [x, model.Node("Sigmoid", [x])]);
        string batch = model.Node("Gather", [model.Node("Shape", [x]), model.Whole(0)], Attributes.Integer("axis", 0));
        string shape = model.Node("Concat", [batch, model.Whole(-1)], Attributes.Integer("axis", 0));
        x = model.Node("Reshape", [x, shape]);
        return (model, model.Node("Add", [model.Node("MatMul", [x, model.Random(64, 5)]), model.Random(5)]));
    }

    private static (ModelBuilder, string) Pools()
    {
        var model = new ModelBuilder(13, 0, 3, 14, 11);
        string x = model.Node("MaxPool", ["x"], Ints("kernel_shape", 3, 3), Ints("strides", 2, 2), Attributes.Integer("ceil_mode", 1));
        x = model.Node("AveragePool", [x], Ints("kernel_shape", 3, 3), Ints("pads", 1, 1, 1, 1), Attributes.Integer("count_include_pad", 1));
        x = model.Node("AveragePool", [x], Ints("kernel_shape", 3, 3), Ints("pads", 1, 1, 1, 1), Ints("strides", 2, 2), Attributes.Integer("count_include_pad", 0));
        string largest = model.Node("GlobalMaxPool", [x]);
        string mean = model.Node("AveragePool", [x], Ints("kernel_shape", 4, 3));
        return (model, model.Node("Squeeze", [model.Node("Concat", [largest, mean], Attributes.Integer("axis", 1)), model.Whole(2, 3)]));
    }

    private static (ModelBuilder, string) Paddings()
    {
        var model = new ModelBuilder(17, 0, 3, 11, 8);
        string x = model.Convolution("x", 4, 3, 3, Ints("pads", 0, 1, 2, 0), Ints("strides", 2, 2));
        x = model.Convolution(x, 4, 4, 2, Text("auto_pad", "SAME_UPPER"));
        x = model.Convolution(x, 4, 4, 2, Text("auto_pad", "SAME_LOWER"));
        x = model.Convolution(x, 3, 4, 2, Text("auto_pad", "VALID"), Ints("strides", 2, 2));
        return (model, model.Node("Flatten", [x]));
    }

    private static (ModelBuilder, string) PadNodes()
    {
        var model = new ModelBuilder(13, 0, 3, 6, 5);
        string x = model.Node("Pad", ["x", model.Whole(0, 0, 0, 1, 0, 2, 1, 0)]);
        return (model, model.Node("Flatten", [model.Convolution(x, 4, 5, 3, Ints("strides", 2, 2))]));
    }

    private static (ModelBuilder, string) DilatedAndGrouped()
    {
        var model = new ModelBuilder(13, 0, 6, 9, 9);
        string x = model.Convolution("x", 9, 2, 3, Ints("dilations", 2, 2), Ints("pads", 2, 2, 2, 2), Attributes.Integer("group", 3));
        return (model, x);
    }

    private static (ModelBuilder, string) Activations()
    {
        var model = new ModelBuilder(13, 0, 7, 4, 4);
        string x = model.Node("LRN", ["x"], Attributes.Integer("size", 5), Attributes.Number("alpha", 0.3f), Attributes.Number("bias", 1.5f));
        x = model.Node("PRelu", [x, model.Random(7, 1, 1)]);
        x = model.Node("Clip", [x, model.Numbers([-0.4f]), model.Numbers([0.9f])]);
        x = model.Node("LeakyRelu", [x], Attributes.Number("alpha", 0.1f));
        return (model, model.Node("Clip", [model.Convolution(x, 3, 7, 4), model.Numbers([0f]), model.Numbers([6f])]));
    }

    private static (ModelBuilder, string) OldOpset()
    {
        var model = new ModelBuilder(7, 0, 3, 5, 5);
        string x = model.Node("Pad", ["x"], Ints("pads", 0, 0, 1, 1, 0, 0, 1, 1), Text("mode", "constant"));
        x = model.Node("Clip", [model.Convolution(x, 4, 3, 3)], Attributes.Number("min", -1), Attributes.Number("max", 1));
        x = model.Node("Unsqueeze", [model.Node("Squeeze", [model.Node("GlobalAveragePool", [x])], Ints("axes", 2, 3))], Ints("axes", 2));
        return (model, model.Node("Softmax", [model.Node("Dropout", [model.Node("Flatten", [x])])]));
    }

    private static (ModelBuilder, string) ChannelsLast()
    {
        var model = new ModelBuilder(13, 0, 9, 7, 3);
        string x = model.Node("Sub", [model.Node("Mul", ["x", model.Numbers([2f])]), model.Numbers([0.1f, 0.2f, 0.3f], 3)]);
        x = model.Node("Transpose", [x], Ints("perm", 0, 3, 1, 2));
        x = model.Node("Relu", [model.Convolution(x, 4, 3, 3, Ints("strides", 2, 2), Text("auto_pad", "SAME_UPPER"))]);
        x = model.Node("Transpose", [x], Ints("perm", 0, 2, 3, 1));
        x = model.Node("Add", [x, model.Random(4)]);
        return (model, model.Node("MatMul", [model.Node("Reshape", [x, model.Whole(-1, 80)]), model.Random(80, 3)]));
    }

    private static (ModelBuilder, string) InceptionInput()
    {
        var model = new ModelBuilder(13, 0, 3, 6, 6);
        string[] channels = [.. Enumerable.Range(0, 3).Select(channel =>
        {
            string one = model.Node("Gather", ["x", model.Tensor(TensorProto.Types.DataType.Int64, BitConverter.GetBytes((long)channel), [])], Attributes.Integer("axis", 1));
            one = model.Node("Unsqueeze", [one, model.Whole(1)]);
            return model.Node("Add", [model.Node("Mul", [one, model.Numbers([0.5f + channel])]), model.Numbers([-0.1f * channel])]);
        })];
        string x = model.Node("Concat", channels, Attributes.Integer("axis", 1));
        return (model, model.Node("Flatten", [model.Convolution(x, 2, 3, 3)]));
    }

    private static (ModelBuilder, string) Parts()
    {
        var model = new ModelBuilder(13, 0, 6, 5, 4);
        string first = model.Node("Slice", ["x", model.Whole(0), model.Whole(3), model.Whole(1)]);
        string second = model.Node("Slice", ["x", model.Whole(-3), model.Whole(long.MaxValue), model.Whole(1)]);
        string x = model.Node("Sub", [first, model.Node("Mul", [second, second])]);
        x = model.Node("Slice", [x, model.Whole(1, 0), model.Whole(4, 3), model.Whole(2, 3)]);
        return (model, model.Node("Flatten", [x]));
    }

    private static (ModelBuilder, string) Anchors()
    {
        var model = new ModelBuilder(11, 0, 3, 8, 8);
        string Boxes(string input, long channels) => model.Node(
            "Reshape", [model.Node("Transpose", [model.Convolution(input, 4, channels, 1)], Ints("perm", 0, 2, 3, 1)), model.Whole(-1, channels == 3 ? 128 : 32, 2)]);
        string small = model.Convolution("x", 5, 3, 2, Ints("strides", 2, 2));
        return (model, model.Node("Concat", [Boxes("x", 3), Boxes(small, 5)], Attributes.Integer("axis", 1)));
    }

    private static (ModelBuilder, string) Widened()
    {
        var model = new ModelBuilder(9, 1, 3, 8, 8);
        model.Model.Graph.Input[0].Type.TensorType.Shape.Dim[0].DimValue = 2;
        string shortcut = model.Node("MaxPool", ["x"], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2));
        shortcut = model.Node("Concat", [shortcut, model.Numbers(new float[2 * 2 * 4 * 4], 2, 2, 4, 4)], Attributes.Integer("axis", 1));
        string x = model.Convolution("x", 5, 3, 2, Ints("strides", 2, 2));
        return (model, model.Node("Relu", [model.Node("Add", [shortcut, x])]));
    }

    private static (ModelBuilder, string) Quantized()
    {
        var model = new ModelBuilder(13, 0, 3, 5, 5);
        byte[] whole = [.. Enumerable.Range(0, 4 * 3 * 3 * 3).Select(index => (byte)((index * 37) % 251))];
        string weights = model.Tensor(TensorProto.Types.DataType.Int8, whole, [4, 3, 3, 3]);
        string zero = model.Tensor(TensorProto.Types.DataType.Int8, new byte[4], [4]);
        string scales = model.Numbers([0.01f, 0.02f, 0.005f, 0.03f], 4);
        string kernel = model.Node("DequantizeLinear", [weights, scales, zero], Attributes.Integer("axis", 0));
        string rounded = model.Node("QuantizeLinear", [model.Random(4), model.Numbers([0.1f])]);
        string bias = model.Node("DequantizeLinear", [rounded, model.Numbers([0.1f])]);
        return (model, model.Node("Flatten", [model.Node("Conv", ["x", kernel, bias])]));
    }

    private static (ModelBuilder, string) HalfFloats()
    {
        var model = new ModelBuilder(13, 0, 3, 5, 5);
        byte[] halves = [.. Networks.Normal(2 * 3 * 3 * 3, 3).SelectMany(value => BitConverter.GetBytes((Half)value))];
        string kernel = model.Node("Cast", [model.Tensor(TensorProto.Types.DataType.Float16, halves, [2, 3, 3, 3])], Attributes.Integer("to", 1));
        return (model, model.Node("Flatten", [model.Node("Conv", ["x", kernel])]));
    }

    private static (ModelBuilder, string) FlatArithmetic()
    {
        var model = new ModelBuilder(13, 0, 3, 4, 5);
        string x = model.Node("Flatten", [model.Convolution("x", 2, 3, 1)]);
        x = model.Node("Div", [model.Node("Add", [x, model.Random(40)]), model.Numbers([3f])]);
        return (model, model.Node("Sub", [model.Numbers([1f]), x]));
    }
}
