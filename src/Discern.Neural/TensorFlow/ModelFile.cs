using System.Diagnostics.CodeAnalysis;

namespace Discern.Neural.TensorFlow;

/// <summary>A network as a file tells it: layers in the order of computing, and the numbers they use.</summary>
internal abstract class ModelFile(string name)
{
    /// <summary>The most numbers that one tensor of one example may hold: 256 MiB of floats.</summary>
    public const long LargestTensor = 1 << 26;

    /// <summary>The file's name, for sentences.</summary>
    public string Name { get; } = name;

    /// <summary>Whether kernels lie with their outputs first, as in TFLite, rather than last.</summary>
    public abstract bool HasOutputsFirst { get; }

    /// <summary>The layers.</summary>
    public abstract IReadOnlyList<ModelLayer> Layers { get; }

    /// <summary>The tensor where pictures go in.</summary>
    public abstract int Input { get; }

    /// <summary>Batch, rows, columns and channels of that tensor; −1 where the file leaves a size open.</summary>
    public abstract IReadOnlyList<int> InputDimensions { get; }

    /// <summary>Bytes of the file.</summary>
    public abstract long ByteCount { get; }

    /// <summary>What the file calls a tensor.</summary>
    public abstract string NameOf(int tensor);

    /// <summary>The tensor of that name, or −1.</summary>
    public abstract int Find(string tensorName);

    /// <summary>Whether the tensor's numbers stand in the file.</summary>
    public abstract bool IsConstant(int tensor);

    /// <summary>The numbers of a tensor that stands in the file.</summary>
    public abstract ModelConstant Read(int tensor);

    /// <summary>How many bytes of the file such a tensor takes; known without reading them.</summary>
    public abstract long BytesOf(int tensor);

    /// <summary>Refuses the file in a sentence.</summary>
    [DoesNotReturn]
    public void Refuse(string reason) => throw Refusal(reason);

    /// <summary>The sentence that refuses the file.</summary>
    public DiscernException Refusal(string reason) => new($"The network '{Name}' cannot be read: {reason}.");
}
