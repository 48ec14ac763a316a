using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Discern.Neural.TensorFlow;

namespace Discern.Features.Backbones;

/// <summary>A body whose weights an npm package ships. They are read only if every byte is as expected.</summary>
public abstract class PackagedBody : Body
{
    /// <summary>The npm package.</summary>
    public abstract string Package { get; }

    /// <summary>The package's version.</summary>
    public abstract string PackageVersion { get; }

    /// <summary>The licence of the weights, as the package states it.</summary>
    public abstract string Licence { get; }

    /// <summary>Who trained the network, on what.</summary>
    public abstract string Origin { get; }

    /// <summary>The files that are read, the first of them by name.</summary>
    public abstract IReadOnlyList<PackagedFile> Files { get; }

    /// <summary>The feature maps, by their names in the file: each is averaged over the picture, all are put side by side.</summary>
    public abstract IReadOnlyList<string> Taps { get; }

    /// <inheritdoc/>
    public sealed override string Identity => Hash(string.Join(
        '\n', [Name, .. Files.Select(file => file.Sha256), .. Taps, Size.ToString(CultureInfo.InvariantCulture), Preprocessing.ToString()]));

    /// <summary>Bytes of its files.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);

    /// <summary>Whether the package is there.</summary>
    public bool IsInstalled => Folder is not null;

    private string? Folder =>
        PackageFolders.Holding(Path.Combine(Package, Files[0].Path)) is { } packages ? Path.Combine(packages, Package) : null;

    /// <inheritdoc/>
    public sealed override BodyNetwork Read()
    {
        string folder = Folder ?? throw new DiscernException(
            $"The weights of '{Name}' are not installed: no node_modules folder holds {Package}; {HowToInstall}.");
        foreach (PackagedFile file in Files)
        {
            Check(file, Path.Combine(folder, file.Path));
        }

        TensorFlowNetwork network = Read(Path.Combine(folder, Files[0].Path), new TensorFlowOptions { Taps = Taps, Size = Size });
        return new BodyNetwork(network.Graph, network.Weights);
    }

    /// <summary>What to do where the package is absent; the default bodies' come with "npm ci".</summary>
    protected virtual string HowToInstall => "run 'npm ci' in Discern's folder";

    /// <summary>Reads the network from its first file, which is as expected.</summary>
    protected abstract TensorFlowNetwork Read(string path, TensorFlowOptions options);

    private void Check(PackagedFile file, string path)
    {
        if (!File.Exists(path))
        {
            throw new DiscernException($"The weights of '{Name}' are not complete: '{path}' is absent; {HowToInstall}.");
        }

        using FileStream stream = File.OpenRead(path);
        string found = Convert.ToHexStringLower(SHA256.HashData(stream));
        if (!found.Equals(file.Sha256, StringComparison.Ordinal))
        {
            throw new DiscernException(
                $"The weights of '{Name}' in '{path}' are not those of {Package} {PackageVersion}: their SHA-256 is {found}, not {file.Sha256}. "
                + $"Remove the package's folder and {HowToInstall}.");
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
