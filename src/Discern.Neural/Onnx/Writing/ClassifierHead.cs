using Discern.Compute;

namespace Discern.Neural.Onnx.Writing;

/// <summary>Probabilities and the chosen class from logits: softmax, or for one logit the sigmoid as two columns.</summary>
internal static class ClassifierHead
{
    public static void Write(GraphExport export, Shape logits, OnnxMetadata metadata)
    {
        int classes = Math.Max(logits.Channels, 2);
        if (logits.Rank != 2 || metadata.Classes.Count != classes)
        {
            throw new ArgumentException($"The network's output is {logits}, and {metadata.Classes.Count} classes are named.", nameof(metadata));
        }

        if (metadata.Threshold is not null && classes != 2)
        {
            throw new ArgumentException($"A threshold chooses between two classes, and {classes} are named.", nameof(metadata));
        }

        string scaled = metadata.Temperature is { } temperature
            ? export.Add("Div", [OnnxNames.Logits, export.Floats("temperature", [(float)temperature], [])], export.Fresh("calibrated_logits"))
            : OnnxNames.Logits;
        if (logits.Channels == 1)
        {
            string second = export.Add("Sigmoid", [scaled], export.Fresh("probability"));
            string first = export.Add("Sub", [export.Floats("one", [1f], []), second], export.Fresh("opposite"));
            export.Add("Concat", [first, second], OnnxNames.Probabilities, Attributes.Integer("axis", 1));
        }
        else
        {
            export.Add("Softmax", [scaled], OnnxNames.Probabilities, Attributes.Integer("axis", 1));
        }

        if (metadata.Threshold is not { } threshold)
        {
            export.Add("ArgMax", [OnnxNames.Probabilities], OnnxNames.Label, Attributes.Integer("axis", 1), Attributes.Integer("keepdims", 0));
            return;
        }

        string column = export.Add("Gather", [OnnxNames.Probabilities, export.Add("Constant", [], export.Fresh("second"), Attributes.Integer("value_int", 1))], export.Fresh("second_probability"), Attributes.Integer("axis", 1));
        string isSecond = export.Add("GreaterOrEqual", [column, export.Floats("threshold", [(float)threshold], [])], export.Fresh("is_second"));
        export.Add("Cast", [isSecond], OnnxNames.Label, Attributes.Integer("to", (long)Messages.TensorProto.Types.DataType.Int64));
    }
}
