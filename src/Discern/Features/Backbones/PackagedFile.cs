namespace Discern.Features.Backbones;

/// <summary>A file that an npm package ships.</summary>
/// <param name="Path">Inside the package, with forward slashes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its SHA-256 in small hexadecimal digits.</param>
public sealed record PackagedFile(string Path, long Bytes, string Sha256)
{
    /// <summary>Holds a file on disk against what is expected.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="owner">Whose weights they are, for sentences.</param>
    /// <param name="package">The package and its version.</param>
    /// <param name="howToInstall">What to do where it is not as expected.</param>
    /// <exception cref="DiscernException">It is absent, unreadable or another.</exception>
    internal void Check(string path, string owner, string package, string howToInstall)
    {
        if (!File.Exists(path))
        {
            throw new DiscernException($"The weights of {owner} are not complete: '{path}' is absent; {howToInstall}.");
        }

        string found = NetworkFile.Hash(path);
        if (!found.Equals(Sha256, StringComparison.Ordinal))
        {
            throw new DiscernException(
                $"The weights of {owner} in '{path}' are not those of {package}: their SHA-256 is {found}, not {Sha256}. "
                + $"Remove the package's folder and {howToInstall}.");
        }
    }
}
