using Discern.Neural.Onnx.Reading;

namespace Discern.Neural.Onnx;

/// <summary>Reads networks from ONNX files, opsets 7 to 21, into graphs over N × H × W × C.</summary>
/// <remarks>
/// Files are untrusted: each size is held against the file's own before memory is taken, external data must lie inside the
/// model's folder, and whatever is malformed or unknown is refused in a sentence. Weights may be 32-bit or 16-bit floats, or
/// integers with scale and zero point; all arithmetic is in 32-bit floats.
/// </remarks>
/// <example>
/// <code>
/// using OnnxModel model = OnnxReader.Read("mobilenet.onnx");
/// Graph body = model.FindFeatures();
/// using var plan = new Plan(body, model.Weights, new PlanOptions { Batch = 8 }, Workers.Shared);
/// </code>
/// </example>
public static class OnnxReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Sizes that the file leaves open, and where to cut; 224 × 224 and the whole network by default.</param>
    /// <returns>The network with its numbers; the caller disposes of it.</returns>
    /// <exception cref="DiscernException">The file cannot be read, is malformed, or holds what Discern cannot compute.</exception>
    public static OnnxModel Read(string path, OnnxReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new OnnxReadOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Height, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Width, nameof(options));
        return new ModelImport(ModelFile.Open(path), options).Run();
    }
}
