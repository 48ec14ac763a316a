using System.Text.Json;
using Discern.Faces;
using Discern.Manifests;

namespace Discern.Sharding.Works;

/// <summary>Faces cut out of pictures: the folder <c>crops</c> of each shard, and what became of its pictures.</summary>
/// <param name="manifest">The pictures.</param>
/// <param name="options">Sizes and choices.</param>
public sealed class CropWork(Manifest manifest, FaceCropOptions options) : ManifestWork(manifest)
{
    /// <summary>The name of the work.</summary>
    public const string Name = "crop";

    /// <summary>The folder of the crops.</summary>
    public const string CropsName = "crops";

    /// <summary>What became of each picture, a line of JSON for each.</summary>
    internal const string PicturesName = "pictures.jsonl";

    /// <inheritdoc/>
    public override string Command => Name;

    /// <inheritdoc/>
    internal override void Run(IEnumerable<ManifestEntry> pictures, string folder, SkipTable skips, Action done, CancellationToken cancellation)
    {
        string root = Path.GetFullPath(Root);
        var cropper = new FaceCropper(options);
        using FaceDetector detector = cropper.OpenDetector();
        CropFolder crops = CropFolder.Open(Path.Combine(folder, CropsName), root);
        using var rows = new ShardRows(Path.Combine(folder, PicturesName));
        var trail = new EntryTrail(pictures);
        foreach (CroppedPicture picture in cropper.Cut(trail.Files().Select(Path.GetFullPath), root, detector, crops, cancellation))
        {
            ManifestEntry entry = trail.Next();
            JsonSerializer.Serialize(rows.Stream, picture, ShardJson.Line.CroppedPicture);
            rows.Stream.WriteByte((byte)'\n');
            rows.EndRow(entry.Position);
            if (picture.Reason is { } reason)
            {
                skips.Add(entry, reason);
            }

            done();
        }
    }
}
