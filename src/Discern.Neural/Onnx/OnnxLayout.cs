namespace Discern.Neural.Onnx;

/// <summary>How an ONNX file declares the pictures that it takes. The graph made from it takes N × H × W × C in any case.</summary>
public enum OnnxLayout
{
    /// <summary>Vectors, not pictures.</summary>
    Vectors,

    /// <summary>Batch, channels, rows, columns: PyTorch's manner.</summary>
    ChannelsFirst,

    /// <summary>Batch, rows, columns, channels: TensorFlow's manner.</summary>
    ChannelsLast,
}
