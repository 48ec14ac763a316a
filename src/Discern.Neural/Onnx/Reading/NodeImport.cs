using Discern.Neural.Graphs;
using Discern.Neural.Onnx.Messages;

namespace Discern.Neural.Onnx.Reading;

/// <summary>One node of the file while it is turned into nodes of a graph: its inputs, its attributes, its outputs.</summary>
internal sealed class NodeImport(ModelImport model, NodeProto proto)
{
    public string OpType => proto.OpType;

    public int InputCount => proto.Input.Count;

    public int OutputCount => proto.Output.Count;

    /// <summary>The version of the operators' definitions.</summary>
    public long Opset => model.Opset;

    /// <summary>The examples that the file declares; 1 where it leaves them open.</summary>
    public int Batch => model.Batch;

    public bool Has(int input) => input < proto.Input.Count && proto.Input[input].Length > 0;

    public bool IsConstant(int input) => model.HasConstant(Name(input));

    /// <summary>Whether nothing depends on the pictures.</summary>
    public bool IsAllConstant => Enumerable.Range(0, InputCount).All(input => !Has(input) || IsConstant(input));

    public Value Input(int input) => model.ValueNamed(Name(input))
        ?? throw Refuse(IsConstant(input) ? $"its input '{Name(input)}' is a constant, where something computed is needed" : $"its input '{Name(input)}' is made by no node before it");

    public Constant Constant(int input) => model.ConstantNamed(Name(input))
        ?? throw Refuse($"its input '{Name(input)}' must be a constant and depends on the pictures");

    public Constant? OptionalConstant(int input) => Has(input) ? Constant(input) : null;

    public long Integer(string name, long absent) => Attribute(name)?.I ?? absent;

    public float Number(string name, float absent) => Attribute(name)?.F ?? absent;

    public string Text(string name, string absent) => Attribute(name)?.S.ToStringUtf8() ?? absent;

    public int[]? Integers(string name) => Attribute(name) is { } attribute ? [.. attribute.Ints.Select(Whole)] : null;

    public float[]? Numbers(string name) => Attribute(name) is { } attribute ? [.. attribute.Floats] : null;

    public Constant? Tensor(string name) => Attribute(name)?.T is { } tensor ? TensorReader.Read(tensor, model.File) : null;

    public bool HasAttribute(string name) => Attribute(name) is not null;

    /// <summary>A list that older opsets give as an attribute and newer ones as an input.</summary>
    public int[]? List(string name, int input) =>
        Integers(name) ?? (Has(input) ? Array.ConvertAll(Constant(input).Integers, Whole) : null);

    /// <summary>A whole number as one of 32 bits.</summary>
    public int Whole(long number) => (int)Math.Clamp(number, int.MinValue, int.MaxValue);

    /// <summary>A dimension's number, counted from the end where it is below 0.</summary>
    public int Axis(long axis, int rank)
    {
        long counted = axis < 0 ? axis + rank : axis;
        return counted >= 0 && counted < rank ? (int)counted : throw Refuse($"it names the dimension {axis} of {rank}");
    }

    public void Set(Value value, int output = 0) => model.Set(proto.Output[output], value);

    public void Set(Constant constant, int output = 0) => model.Set(proto.Output[output], constant);

    /// <summary>Gives a node's parameter its numbers.</summary>
    public void Load(Node node, int parameter, float[] numbers)
    {
        if (numbers.Length != node.Parameters[parameter].Shape.Count)
        {
            throw Refuse($"it needs {node.Parameters[parameter].Shape} numbers as its {node.Parameters[parameter].Role} and has {numbers.Length}");
        }

        model.Load(node.Parameters[parameter], numbers);
    }

    public void Remark(string sentence) => model.Remark(sentence);

    public DiscernException Refuse(string why) => model.File.Refuse(
        $"its node '{(proto.Name.Length > 0 ? proto.Name : proto.Output.FirstOrDefault())}' ({proto.OpType}) cannot be read: {why.TrimEnd('.')}.");

    private string Name(int input) => Has(input) ? proto.Input[input] : throw Refuse($"its input number {input} is missing");

    private AttributeProto? Attribute(string name) =>
        proto.Attribute.FirstOrDefault(attribute => string.Equals(attribute.Name, name, StringComparison.Ordinal));
}
