using Discern.Features.Backbones;

namespace Discern.Cli.Rendering;

/// <summary>One body of a backbone.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Features">Numbers that it gives of a picture.</param>
/// <param name="InputSize">Rows and columns of the pictures that it sees.</param>
/// <param name="Bytes">Bytes of its weights.</param>
/// <param name="Licence">Their licence.</param>
/// <param name="Origin">Who trained it, on what.</param>
/// <param name="Package">The npm package with its version; null where there is none.</param>
/// <param name="PackageBytes">Bytes of the whole package; null where there is none.</param>
/// <param name="Installed">Whether it can be read at once.</param>
internal sealed record BodyLine(
    string Name, int Features, int InputSize, long Bytes, string Licence, string Origin, string? Package, long? PackageBytes, bool Installed)
{
    /// <summary>What a body says of itself.</summary>
    public static BodyLine Of(KnownBody body)
    {
        var packaged = body as PackagedBody;
        return new BodyLine(
            body.Name, body.Features, body.Size, body.Bytes, body.Licence, body.Origin,
            packaged is null ? null : $"{packaged.Package} {packaged.PackageVersion}", packaged?.PackageBytes, body.IsInstalled);
    }
}
