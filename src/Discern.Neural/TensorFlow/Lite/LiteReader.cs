namespace Discern.Neural.TensorFlow.Lite;

/// <summary>Reads networks for pictures from TFLite files: float32, float16, int8 and uint8 weights, computed in float32.</summary>
public static class LiteReader
{
    /// <summary>Reads a network, cut at its taps.</summary>
    /// <param name="contents">The file's bytes.</param>
    /// <param name="name">The file's name, for sentences.</param>
    /// <param name="options">Taps and input size; the file's own by default.</param>
    /// <exception cref="DiscernException">The file is damaged, or holds what cannot be computed here; the sentence says what.</exception>
    /// <example><code>
    /// using TensorFlowNetwork network = LiteReader.Read(File.ReadAllBytes("mobilenet.tflite"), "mobilenet.tflite");
    /// </code></example>
    public static TensorFlowNetwork Read(ReadOnlyMemory<byte> contents, string name, TensorFlowOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return NetworkBuilder.Build(new LiteFile(contents, name), options ?? new());
    }
}
