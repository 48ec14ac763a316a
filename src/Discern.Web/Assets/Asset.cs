namespace Discern.Web.Assets;

/// <summary>A text file that the assembly carries: a style sheet, a script of ours, a chart's template.</summary>
internal static class Asset
{
    /// <summary>Reads the file of that name, without its folder.</summary>
    public static string Read(string fileName)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(fileName)
            ?? throw new ArgumentException($"The assembly carries no file '{fileName}'.", nameof(fileName));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
