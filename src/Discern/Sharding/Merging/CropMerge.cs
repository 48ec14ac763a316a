using System.Text.Json;
using Discern.Cleaning;
using Discern.Faces;
using Discern.Manifests;
using Discern.Runs;
using Discern.Sharding.Works;

namespace Discern.Sharding.Merging;

/// <summary>Joins crops into one folder: names are given out anew, in the order of the list, as one process gives them out.</summary>
internal sealed class CropMerge : IShardMerge
{
    public string Command => CropWork.Name;

    public IReadOnlyList<string> Names { get; } = [CropWork.CropsName + "/"];

    public CleaningResult? Merge(ShardSet shards, List<string> remarks, CancellationToken cancellation)
    {
        string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Manifest.Open(shards.Work.Options["RAW"]).Root));
        string? extension = shards.Work.Options.GetValueOrDefault("--extension") is { Length: > 0 } wanted ? wanted : null;
        using DraftFolder draft = DraftFolder.BeginOwn(Path.Combine(shards.Path, CropWork.CropsName), "merge", remarks);
        CropFolder crops = CropFolder.Open(draft.Path, root);
        var pictures = new List<CroppedPicture>();
        foreach (MergedRow row in MergedRows.Of(shards, CropWork.PicturesName))
        {
            cancellation.ThrowIfCancellationRequested();
            CroppedPicture picture = JsonSerializer.Deserialize(row.Bytes.Span, ShardJson.Line.CroppedPicture)!;
            pictures.Add(picture with { Faces = [.. picture.Faces.Select(face => face with { Path = Take(shards, row.Shard, picture, face, crops, extension) })] });
        }

        FaceCropper.WriteIndex(root, crops, pictures, remarks);
        crops.Write(CropCsv.FileName, stream => CropCsv.Write(pictures, stream));
        draft.Finish();
        return null;
    }

    private static string Take(ShardSet shards, ShardRecord shard, CroppedPicture picture, CroppedFace face, CropFolder crops, string? extension)
    {
        string name = crops.Take(CropFile.NameOf(picture.Path, extension));
        string source = shards.In(shard, Path.Combine(CropWork.CropsName, face.Path));
        try
        {
            using FileStream file = File.OpenRead(source);
            crops.Write(name, file.CopyTo);
            return name;
        }
        catch (IOException exception)
        {
            throw new DiscernException($"'{source}' cannot be read: {exception.Message.TrimEnd('.')}. Take the folder of shard {shard.Shard} away, and run it again.", exception);
        }
    }
}
