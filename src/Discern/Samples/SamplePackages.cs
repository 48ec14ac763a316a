namespace Discern.Samples;

/// <summary>Where npm has put the packages with the sample pictures.</summary>
internal static class SamplePackages
{
    /// <summary>The first folder of packages that holds all of them.</summary>
    /// <exception cref="DiscernException">There is none.</exception>
    public static string Find() => Find(PackageFolders.All());

    internal static string Find(IReadOnlyList<string> packageFolders) =>
        packageFolders.FirstOrDefault(folder => PackageFolders.Holds(folder, [.. EmojiArtist.All.Select(artist => artist.Folder)]))
        ?? throw new DiscernException(
            $"The sample pictures come from npm packages, and no folder 'node_modules' with them was found in or above '{AppContext.BaseDirectory}'. " +
            "Run 'npm ci' in the folder of Discern's package.json, then the same command again.");
}
