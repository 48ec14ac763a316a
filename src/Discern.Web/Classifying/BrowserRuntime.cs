using System.Security.Cryptography;
using Discern.Runs;

namespace Discern.Web.Classifying;

/// <summary>ONNX Runtime for browsers, as its npm package ships it: the two files that a page on a processor without threads needs.</summary>
/// <remarks>The package is 139 MB, so that 'npm ci' leaves it out; a file is taken only if every byte is as expected.</remarks>
internal static class BrowserRuntime
{
    private const string Package = "onnxruntime-web";
    private const string Version = "1.30.0";

    private static readonly (string Name, string Sha256)[] Files =
    [
        ("ort.wasm.bundle.min.mjs", "11e64bd8ffe11bd1a2a2f0d6275fdfbbba7262f0b76b99b53d228a8a22ef3d90"),
        ("ort-wasm-simd-threaded.wasm", "3398c10d07d229bd91b364548e130e0e51a8e5704b88c7c083ebbeb78842dee2"),
    ];

    /// <summary>The names of its files.</summary>
    public static IReadOnlyList<string> FileNames { get; } = [.. Files.Select(file => file.Name)];

    /// <summary>The folder that holds the files, each checked.</summary>
    /// <param name="packageFolders">Where npm may have put the package.</param>
    /// <exception cref="DiscernException">The package is not there, or is another than expected; the sentence says what to run.</exception>
    public static string Find(IReadOnlyList<string> packageFolders)
    {
        var inside = Files.Select(file => Path.Combine(Package, "dist", file.Name)).ToList();
        var packages = packageFolders.FirstOrDefault(folder => PackageFolders.Holds(folder, inside)) ?? throw new DiscernException(
            $"The page needs {Package} {Version}, which is not installed, because it is large. "
            + $"Run 'npm install --no-save {Package}@{Version}' in Discern's folder, then the same command again.");
        var folder = Path.Combine(packages, Package, "dist");
        foreach (var (name, expected) in Files)
        {
            using var stream = File.OpenRead(Path.Combine(folder, name));
            var found = Convert.ToHexStringLower(SHA256.HashData(stream));
            if (!found.Equals(expected, StringComparison.Ordinal))
            {
                throw new DiscernException(
                    $"'{Path.Combine(folder, name)}' is not that of {Package} {Version}: its SHA-256 is {found}, not {expected}. "
                    + $"Run 'npm install --no-save {Package}@{Version}' in Discern's folder, then the same command again.");
            }
        }

        return folder;
    }

    /// <summary>Copies its files.</summary>
    /// <param name="from">The folder that <see cref="Find"/> gave.</param>
    /// <param name="to">A folder.</param>
    public static void Copy(string from, string to)
    {
        foreach (var name in FileNames)
        {
            using var source = File.OpenRead(Path.Combine(from, name));
            AtomicFile.Write(Path.Combine(to, name), source.CopyTo);
        }
    }
}
