namespace Discern.Samples;

/// <summary>Where npm has put the packages with the sample pictures.</summary>
internal static class SamplePackages
{
    /// <summary>The folder <c>node_modules</c> nearest above the program that holds all of them.</summary>
    /// <exception cref="DiscernException">There is none.</exception>
    public static string Find() => Find(AppContext.BaseDirectory);

    internal static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var packages = Path.Combine(folder.FullName, "node_modules");
            if (EmojiArtist.All.All(artist => Directory.Exists(Path.Combine(packages, artist.Folder))))
            {
                return packages;
            }
        }

        throw new DiscernException(
            $"The sample pictures come from npm packages, and no folder 'node_modules' with them was found in or above '{start}'. " +
            "Run 'npm ci' in the folder of Discern's package.json, then the same command again.");
    }
}
