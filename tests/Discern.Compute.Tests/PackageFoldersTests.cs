namespace Discern.Compute.Tests;

public sealed class PackageFoldersTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("discern-packages-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void They_lie_above_the_program_the_nearest_first()
    {
        var folders = PackageFolders.All(named: null, Path.Combine(root, "deep", "er"));

        Assert.Equal(
            [Path.Combine(root, "deep", "er", "node_modules"), Path.Combine(root, "deep", "node_modules"), Path.Combine(root, "node_modules")],
            folders.Take(3));
    }

    [Fact]
    public void The_named_folder_comes_first() =>
        Assert.Equal(
            [Path.GetFullPath("elsewhere"), Path.Combine(root, "node_modules")],
            PackageFolders.All("elsewhere", root).Take(2));

    [Fact]
    public void The_current_folder_does_not_count()
    {
        var current = Path.Combine(Environment.CurrentDirectory, "node_modules");

        Assert.DoesNotContain(current, PackageFolders.All(named: null, root));
    }

    [Fact]
    public void The_users_own_comes_last()
    {
        Assert.Equal(PackageFolders.OfUser, PackageFolders.All()[^1]);
        Assert.EndsWith(Path.Combine("discern", "packages", "node_modules"), PackageFolders.OfUser, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_holds_packages_only_if_none_is_missing()
    {
        Directory.CreateDirectory(Path.Combine(root, "one"));
        File.WriteAllText(Path.Combine(root, "one", "code.js"), "");

        Assert.True(PackageFolders.Holds(root, ["one", Path.Combine("one", "code.js")]));
        Assert.False(PackageFolders.Holds(root, ["one", "two"]));
    }
}
