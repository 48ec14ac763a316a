using Discern.Datasets;
using Discern.Imaging;

namespace Discern.Faces;

/// <summary>Cuts the faces out of a folder of pictures into another folder, which keeps its sub-folders and the labels of its <c>index.csv</c>.</summary>
/// <remarks>
/// Nothing is overwritten, moved or deleted. <c>crop.csv</c> in the new folder tells of every picture: where its faces were, or why it has
/// no crop; it is written also where the work is stopped.
/// </remarks>
/// <example><code>
/// FaceCropResult result = new FaceCropper(new FaceCropOptions { Width = 128, Height = 128 }).Crop("raw", "faces");
/// Console.WriteLine($"{result.CropCount} faces");
/// </code></example>
public sealed class FaceCropper
{
    /// <summary>The name of the table that tells of every picture.</summary>
    public const string TableName = CropCsv.FileName;

    private readonly FaceCropOptions options;

    /// <summary>Makes a cropper; it holds nothing between runs.</summary>
    /// <param name="options">Sizes and choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public FaceCropper(FaceCropOptions? options = null)
    {
        this.options = options ?? new FaceCropOptions();
        this.options.Validate();
    }

    /// <summary>Crops all pictures of a folder, at any depth.</summary>
    /// <param name="input">The folder.</param>
    /// <param name="output">The folder of the crops: new or empty, and outside the other one.</param>
    /// <param name="progress">Is told how many of how many pictures are done.</param>
    /// <param name="cancellation">Stops after the picture at hand.</param>
    /// <exception cref="DiscernException">A folder cannot be read or written, or the detector's weights are not installed.</exception>
    public FaceCropResult Crop(string input, string output, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(input);
        ArgumentException.ThrowIfNullOrEmpty(output);
        string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(input));
        if (!Directory.Exists(root))
        {
            throw new DiscernException($"There is no folder '{root}'. Give the folder that holds the pictures.");
        }

        using FaceDetector detector = OpenDetector();
        var folder = new PictureFolder(root);
        string[] paths = [.. folder.Pictures()];
        CropFolder crops = CropFolder.Open(output, root);
        CropFolder? rejects = options.Reject is null ? null : Rejects(options.Reject, root, crops);
        var pictures = new List<CroppedPicture>();
        List<string> remarks = folder.Remark is { } remark ? [remark] : [];
        try
        {
            foreach (CroppedPicture picture in Cut(paths, root, detector, crops, cancellation))
            {
                pictures.Add(picture);
                if (picture.Faces.Count == 0 && rejects is not null && !TryCopy(Path.Combine(root, picture.Path), picture.Path, rejects))
                {
                    remarks.Add($"'{picture.Path}' could not be copied to '{rejects.FullPath}': it cannot be read.");
                }

                progress?.Invoke(pictures.Count, paths.Length);
            }

            WriteIndex(root, crops, pictures, remarks);
        }
        finally
        {
            crops.Write(CropCsv.FileName, stream => CropCsv.Write(pictures, stream));
        }

        return new FaceCropResult(pictures, remarks);
    }

    /// <summary>Crops pictures as they come; they may be endlessly many.</summary>
    /// <param name="files">The pictures.</param>
    /// <param name="root">The full path of the folder that holds them.</param>
    /// <param name="detector">As <see cref="OpenDetector"/> made it.</param>
    /// <param name="crops">Where the crops are written.</param>
    /// <param name="cancellation">Stops after the picture at hand.</param>
    /// <returns>What became of each, in their order.</returns>
    internal IEnumerable<CroppedPicture> Cut(IEnumerable<string> files, string root, FaceDetector detector, CropFolder crops, CancellationToken cancellation) =>
        new DecodingPipeline(new DecodeOptions(), options.Threads).Decode(files, cancellation)
            .Select(decoded => Crop(decoded, Path.GetRelativePath(root, decoded.Path), detector, crops));

    /// <summary>Makes a detector ready.</summary>
    /// <exception cref="DiscernException">Its weights are not installed.</exception>
    internal FaceDetector OpenDetector() => new(new FaceDetectorOptions { FindsAll = options.Faces == FaceChoice.All, Threads = options.Threads });

    /// <summary>Writes the index of the crops, where the pictures have one.</summary>
    internal static void WriteIndex(string root, CropFolder crops, IReadOnlyList<CroppedPicture> pictures, List<string> remarks)
    {
        if (!File.Exists(Path.Combine(root, IndexReader.FileName)))
        {
            return;
        }

        int left = 0;
        crops.Write(IndexReader.FileName, stream => left = new CropIndex(root, pictures).Write(stream));
        if (left > 0)
        {
            remarks.Add($"Rows of {IndexReader.FileName} left out, because their picture gave no crop or is not there: {left}.");
        }
    }

    private static CropFolder Rejects(string path, string root, CropFolder crops)
    {
        string full = Path.GetFullPath(path);
        return full.Equals(crops.FullPath, StringComparison.Ordinal)
            ? throw new DiscernException($"'{full}' is the folder of the crops. Give another one for the pictures without a face.")
            : CropFolder.Open(full, root);
    }

    private CroppedPicture Crop(DecodedPicture decoded, string relative, FaceDetector detector, CropFolder crops)
    {
        string path = relative.Replace(Path.DirectorySeparatorChar, '/');
        if (decoded.Picture is not { } picture)
        {
            return new CroppedPicture(path, [], decoded.Failure!.Message);
        }

        IEnumerable<Face> faces = detector.Detect(picture);
        CroppedFace[] cropped =
            [.. (options.Faces == FaceChoice.All ? faces : faces.Take(1)).Select(face => new CroppedFace(face, Write(picture, face, path, crops)))];
        return new CroppedPicture(path, cropped, cropped.Length == 0 ? "No face was found." : null);
    }

    private string Write(Picture picture, Face face, string path, CropFolder crops)
    {
        string name = crops.Take(CropFile.NameOf(path, options.Extension));
        byte[] contents = CropFile.Encode(FaceCrop.Cut(picture, face, options), name);
        crops.Write(name, stream => stream.Write(contents));
        return name;
    }

    /// <summary>Copies a picture as it is; a file that nobody may read stays where it is.</summary>
    private static bool TryCopy(string source, string path, CropFolder rejects)
    {
        try
        {
            using FileStream file = RegularFile.OpenRead(source);
            rejects.Write(rejects.Take(path), file.CopyTo);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
