using Discern.Tests.Shared;

namespace Discern.Crawling.Tests.Web;

/// <summary>Pictures of faces with and without a mask: photos of <c>../shared</c> where that is there, else drawings.</summary>
public sealed class FacePictures
{
    private const int MostPhotos = 100;
    private const int DrawnPictures = 30;

    private readonly Dictionary<string, string[]?> photos = new()
    {
        ["with_mask"] = Photos("with_mask"),
        ["without_mask"] = Photos("without_mask"),
    };

    private FacePictures()
    {
    }

    /// <summary>The labels.</summary>
    public IReadOnlyCollection<string> Labels => photos.Keys;

    /// <summary>Looks for the photos.</summary>
    public static FacePictures Find() => new();

    /// <summary>How many pictures a label has.</summary>
    public int Count(string label) => !photos.TryGetValue(label, out string[]? paths) ? 0 : paths?.Length ?? DrawnPictures;

    /// <summary>The bytes of a picture; null where there is none.</summary>
    public byte[]? Read(string label, int number) =>
        number < 0 || number >= Count(label) ? null
        : photos[label] is { } paths ? File.ReadAllBytes(paths[number])
        : Drawings.Face(number, isMasked: label == "with_mask");

    private static string[]? Photos(string label) => SharedFiles.Find($"datasets/masks/{label}") is { } folder
        ? [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Take(MostPhotos)]
        : null;
}
