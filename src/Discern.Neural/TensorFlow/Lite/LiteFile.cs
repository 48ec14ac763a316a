namespace Discern.Neural.TensorFlow.Lite;

/// <summary>A TFLite file: a FlatBuffer by TensorFlow's schema, version 3. Its first graph is read.</summary>
internal sealed class LiteFile : ModelFile
{
    // Far beyond any network for pictures: Inception-ResNet-v2 has about 600 operators.
    private const int Most = 65_536;

    private readonly FlatBuffer file;
    private readonly LiteTensor[] tensors;
    private readonly FlatTable[] buffers;
    private readonly ModelLayer[] layers;
    private readonly Dictionary<string, int> byName = new(StringComparer.Ordinal);

    public LiteFile(ReadOnlyMemory<byte> bytes, string name)
        : base(name)
    {
        file = new FlatBuffer(bytes, name);
        CheckIdentifier(bytes.Span);
        FlatTable model = file.Root;
        FlatTable[] graphs = model.Tables(2, Most);
        FlatTable graph = graphs.Length > 0 ? graphs[0] : throw file.Broken("it holds no graph");
        buffers = model.Tables(4, Most);
        tensors = Array.ConvertAll(graph.Tables(0, Most), table => new LiteTensor(file, table));
        int[] codes = Array.ConvertAll(model.Tables(1, Most), CodeOf);
        layers = Array.ConvertAll(graph.Tables(3, Most), table => LiteOperators.Read(file, At(codes, table.Int32(0), "operator"), table));
        int[] inputs = graph.Int32s(1, Most);
        Input = inputs.Length == 1 ? inputs[0] : throw Refusal($"it has {inputs.Length} inputs; a network over pictures has one");
        InputDimensions = At(tensors, Input, "tensor").Dimensions;
        for (int index = 0; index < tensors.Length; index++)
        {
            // Where layers were joined the name is all of theirs, "last;…;first"; that of the last is what the tensor holds.
            byName.TryAdd(tensors[index].Name.Split(';', 2)[0], index);
            byName.TryAdd(tensors[index].Name, index);
        }
    }

    public override bool HasOutputsFirst => true;

    public override IReadOnlyList<ModelLayer> Layers => layers;

    public override int Input { get; }

    public override IReadOnlyList<int> InputDimensions { get; }

    public override long ByteCount => file.Length;

    public override string NameOf(int tensor) => At(tensors, tensor, "tensor").Name;

    public override int Find(string tensorName) => byName.GetValueOrDefault(tensorName, -1);

    public override bool IsConstant(int tensor) => BytesOf(tensor) > 0;

    public override long BytesOf(int tensor) => Contents(tensor).Length;

    public override ModelConstant Read(int tensor) => At(tensors, tensor, "tensor").Read(Contents(tensor));

    // The code stood in one byte until there were more than 127 operators; the larger of the two counts.
    private static int CodeOf(FlatTable table) => Math.Max(table.Byte(0), table.Int32(3));

    private ReadOnlySpan<byte> Contents(int tensor)
    {
        int buffer = At(tensors, tensor, "tensor").BufferIndex;
        return buffer == 0 ? [] : At(buffers, buffer, "buffer").Bytes(0);
    }

    private T At<T>(T[] list, int index, string what) => (uint)index < (uint)list.Length
        ? list[index]
        : throw file.Broken($"it names {what} {index:N0} of {list.Length:N0}");

    private void CheckIdentifier(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8 || !bytes[4..8].SequenceEqual("TFL3"u8))
        {
            throw file.Broken("it does not bear the mark TFL3 at byte 4");
        }
    }
}
