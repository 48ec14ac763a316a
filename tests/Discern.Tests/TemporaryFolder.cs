namespace Discern.Tests;

/// <summary>A folder of a test's own, gone at its end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("discern-").FullName;

    public string In(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a small file, and the folders above it.</summary>
    public TemporaryFolder With(string relative, string contents = "x")
    {
        string path = In(relative.Split('/'));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, contents);
        return this;
    }

    /// <summary>Writes so many numbered files into a folder: <c>0.jpg</c>, <c>1.jpg</c>, …</summary>
    public TemporaryFolder WithPictures(string folder, int count)
    {
        for (int i = 0; i < count; i++)
        {
            With($"{folder}/{i}.jpg", $"{folder} {i}");
        }

        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
