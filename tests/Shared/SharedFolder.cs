namespace Discern.Tests;

/// <summary>The folder of real pictures and golden vectors beside the repository, where there is one.</summary>
internal static class SharedFolder
{
    /// <summary>Its full path: <c>DISCERN_SHARED</c>, or <c>../shared</c> of the repository's root; null where it is absent.</summary>
    public static string? Path { get; } = Find();

    /// <summary>A file or folder inside.</summary>
    public static string In(params string[] parts) =>
        System.IO.Path.Combine([Path ?? throw new DirectoryNotFoundException("There is no ../shared; mark the test with SharedFact."), .. parts]);

    private static string? Find()
    {
        string? path = Environment.GetEnvironmentVariable("DISCERN_SHARED");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); path is null && folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Discern.slnx")))
            {
                path = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder.FullName, "..", "shared"));
            }
        }

        return Directory.Exists(path) ? path : null;
    }
}
