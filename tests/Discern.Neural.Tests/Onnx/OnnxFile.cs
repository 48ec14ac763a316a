namespace Discern.Neural.Tests.Onnx;

/// <summary>A file in a folder of its own, deleted at the end.</summary>
internal sealed class OnnxFile : IDisposable
{
    public OnnxFile()
    {
        Folder = Directory.CreateTempSubdirectory("discern-onnx-").FullName;
        Path = System.IO.Path.Combine(Folder, "model.onnx");
    }

    public string Folder { get; }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
