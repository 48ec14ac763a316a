using Discern.Features.Backbones;
using Discern.Tests.Shared;

namespace Discern.Tests.Features.Backbones;

/// <summary>With a script in the place of npm: no test fetches anything.</summary>
public sealed class PackageInstallerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [UnixFact]
    public void It_asks_npm_for_the_pinned_version_without_scripts_and_checks_what_came()
    {
        string npm = Script("""printf '%s\n' "$@" > asked.txt""");
        var refusal = Assert.Throws<DiscernException>(() => Install(npm));

        Assert.Contains("'absent-body' are not installed", refusal.Message, StringComparison.Ordinal);
        string[] asked = File.ReadAllLines(folder.In("packages", "asked.txt"));
        Assert.Equal("install", asked[0]);
        Assert.Contains("--ignore-scripts", asked);
        Assert.Equal("absent-package@1.2.3", asked[^1]);
        Assert.True(File.Exists(folder.In("packages", "package.json")));
    }

    [UnixFact]
    public void What_npm_complains_of_is_told()
    {
        string npm = Script("echo 'npm error code E404' >&2; exit 1");
        string sentence = Assert.Throws<DiscernException>(() => Install(npm)).Message;

        Assert.Contains("could not install absent-package@1.2.3", sentence, StringComparison.Ordinal);
        Assert.Contains("npm error code E404.", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_npm_is_told_where_it_comes_from() =>
        Assert.Contains("Node.js", Assert.Throws<DiscernException>(() => Install(folder.In("no-such-npm"))).Message, StringComparison.Ordinal);

    private void Install(string npm) =>
        new PackageInstaller(npm, folder.In("packages", "node_modules")).Install(new Absent(), CancellationToken.None);

    private string Script(string commands)
    {
        string path = folder.In("npm");
        File.WriteAllText(path, $"#!/bin/sh\n{commands}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}
