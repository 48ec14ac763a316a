using Discern.Imaging.Native;

namespace Discern.Imaging.Tests.Native;

public sealed class VipsLocationsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("discern-libvips-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_named_file_alone_counts_even_where_it_is_absent() =>
        Assert.Equal(["/nowhere/libvips.so"], VipsLocations.Candidates("/nowhere/libvips.so", PackageFolders.All()), StringComparer.Ordinal);

    [Fact]
    public void Packages_come_before_the_system()
    {
        string own = VipsLocations.Candidates(null, PackageFolders.All()).First();
        string package = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(own)!)!);
        string library = Path.Combine(folder, "@img", package, "lib", Path.GetFileName(own));
        Directory.CreateDirectory(Path.GetDirectoryName(library)!);
        File.WriteAllBytes(library, []);

        string[] candidates = [.. VipsLocations.Candidates(null, [folder])];
        Assert.Equal(library, candidates[0]);
        Assert.Single(candidates, library);
        Assert.All(candidates[1..], candidate => Assert.False(File.Exists(candidate) && candidate.StartsWith(folder, StringComparison.Ordinal)));
        Assert.NotEmpty(candidates[1..]);
    }
}
