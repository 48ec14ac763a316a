namespace Discern.Web.Assets;

/// <summary>A text file that the assembly carries: a style sheet, a script of ours, a chart's template.</summary>
internal static class Asset
{
    /// <summary>Reads the file of that name, without its folder.</summary>
    public static string Read(string fileName)
    {
        using var reader = new StreamReader(Open(fileName));
        return reader.ReadToEnd();
    }

    /// <summary>Reads the same as it is.</summary>
    public static byte[] ReadBytes(string fileName)
    {
        using var stream = Open(fileName);
        var contents = new byte[stream.Length];
        stream.ReadExactly(contents);
        return contents;
    }

    private static Stream Open(string fileName) =>
        typeof(Asset).Assembly.GetManifestResourceStream(fileName)
        ?? throw new ArgumentException($"The assembly carries no file '{fileName}'.", nameof(fileName));
}
