namespace Discern.Neural.TensorFlow;

/// <summary>One layer of a file, in the words that both formats share. Tensors are numbered.</summary>
internal sealed record ModelLayer
{
    public required LayerKind Kind { get; init; }

    /// <summary>What the file calls the kind, for sentences.</summary>
    public required string KindInFile { get; init; }

    /// <summary>The tensors that it reads, in order.</summary>
    public required IReadOnlyList<int> Inputs { get; init; }

    /// <summary>The tensor that it gives.</summary>
    public required int Output { get; init; }

    /// <summary>The function applied to what it gives: <see cref="LayerKind.Identity"/>, <see cref="LayerKind.Relu"/> or <see cref="LayerKind.Relu6"/>.</summary>
    public LayerKind Activation { get; init; } = LayerKind.Identity;

    /// <summary>Rows and columns between windows.</summary>
    public (int Height, int Width) Stride { get; init; } = (1, 1);

    /// <summary>Rows and columns between the cells of a window.</summary>
    public (int Height, int Width) Dilation { get; init; } = (1, 1);

    /// <summary>Rows and columns of a pooling window.</summary>
    public (int Height, int Width) Window { get; init; } = (1, 1);

    /// <summary>Whether TensorFlow's "same" padding is asked for rather than "valid".</summary>
    public bool IsSame { get; init; }

    /// <summary>Whether a mean leaves its axes in place with the size 1.</summary>
    public bool KeepsAxes { get; init; }

    /// <summary>The axis along which layers are put side by side.</summary>
    public int Axis { get; init; } = -1;
}
