using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Discern.Neural.TensorFlow;

namespace Discern.Features.Backbones;

/// <summary>A body whose weights an npm package ships. They are read only if every byte is as expected, and then kept as ONNX.</summary>
public abstract class PackagedBody : KnownBody
{
    /// <summary>The npm package.</summary>
    public abstract string Package { get; }

    /// <summary>The package's version.</summary>
    public abstract string PackageVersion { get; }

    /// <summary>Bytes of the whole package, once it is installed.</summary>
    public abstract long PackageBytes { get; }

    /// <summary>The files that are read, the first of them by name.</summary>
    public abstract IReadOnlyList<PackagedFile> Files { get; }

    /// <summary>The feature maps, by their names in the file: each is averaged over the picture, all are put side by side.</summary>
    public abstract IReadOnlyList<string> Taps { get; }

    /// <inheritdoc/>
    public sealed override string Identity => Hash(string.Join(
        '\n', [Name, .. Files.Select(file => file.Sha256), .. Taps, Size.ToString(CultureInfo.InvariantCulture), Preprocessing.ToString()]));

    /// <summary>Bytes of its files.</summary>
    public sealed override long Bytes => Files.Sum(file => file.Bytes);

    /// <summary>Whether the package is there, or what was read of it is kept.</summary>
    public sealed override bool IsInstalled => Folder is not null || BodyStore.OfUser.Holds(this);

    private string? Folder =>
        PackageFolders.Holding(Path.Combine(Package, Files[0].Path)) is { } packages ? Path.Combine(packages, Package) : null;

    /// <inheritdoc/>
    public sealed override BodyNetwork Read() => BodyStore.OfUser.Read(this, ReadPackage);

    /// <summary>Reads the package's own files.</summary>
    /// <exception cref="DiscernException">They are absent, or not as expected.</exception>
    internal TensorFlowNetwork ReadPackage()
    {
        string folder = Folder ?? throw new DiscernException(
            $"The weights of '{Name}' are not installed: no node_modules folder holds {Package}; {HowToInstall}.");
        foreach (PackagedFile file in Files)
        {
            file.Check(Path.Combine(folder, file.Path), $"'{Name}'", $"{Package} {PackageVersion}", HowToInstall);
        }

        return Read(Path.Combine(folder, Files[0].Path), new TensorFlowOptions { Taps = Taps, Size = Size });
    }

    /// <summary>What to do where the package is absent; the default bodies' come with "npm ci".</summary>
    public virtual string HowToInstall => "run 'npm ci' in Discern's folder";

    /// <summary>Reads the network from its first file, which is as expected.</summary>
    protected abstract TensorFlowNetwork Read(string path, TensorFlowOptions options);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
