using Discern.Imaging.Native;

namespace Discern.Imaging.Tests.Native;

public sealed class VipsLocationsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("discern-libvips-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_named_file_alone_counts_even_where_it_is_absent() =>
        Assert.Equal(["/nowhere/libvips.so"], VipsLocations.Candidates("/nowhere/libvips.so", [AppContext.BaseDirectory]), StringComparer.Ordinal);

    [Fact]
    public void Node_modules_above_comes_before_the_system()
    {
        string own = VipsLocations.Candidates(null, [AppContext.BaseDirectory]).First();
        string package = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(own)!)!);
        string library = Path.Combine(folder, "node_modules", "@img", package, "lib", Path.GetFileName(own));
        string start = Path.Combine(folder, "deep", "er");
        Directory.CreateDirectory(Path.GetDirectoryName(library)!);
        Directory.CreateDirectory(start);
        File.WriteAllBytes(library, []);

        string[] candidates = [.. VipsLocations.Candidates(null, [start, start])];
        Assert.Equal(library, candidates[0]);
        Assert.Single(candidates, library);
        Assert.All(candidates[1..], candidate => Assert.False(File.Exists(candidate) && candidate.StartsWith(folder, StringComparison.Ordinal)));
        Assert.NotEmpty(candidates[1..]);
    }
}
