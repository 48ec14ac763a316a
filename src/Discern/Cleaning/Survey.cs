using Discern.Imaging;

namespace Discern.Cleaning;

/// <summary>All pictures of a collection, each read and decoded once.</summary>
public sealed class Survey
{
    // Enough to see blur as a classifier would, and few enough to decode a photo at a fraction of its size.
    private const int ThumbnailSide = 96;

    private Survey(string root, IReadOnlyList<SurveyedPicture> pictures, IReadOnlyList<string> remarks)
    {
        Root = root;
        Pictures = pictures;
        Remarks = remarks;
    }

    /// <summary>The full path of the collection's folder.</summary>
    public string Root { get; }

    /// <summary>All pictures, in the ordinal order of their paths.</summary>
    public IReadOnlyList<SurveyedPicture> Pictures { get; }

    /// <summary>Sentences for the user: what was left out, what is odd.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Whether pictures have classes.</summary>
    public bool IsLabelled => Pictures.Count > 0 && Pictures[0].Label is not null;

    /// <summary>The indices of the readable pictures, ascending.</summary>
    public IReadOnlyList<int> Readable => [.. Enumerable.Range(0, Pictures.Count).Where(index => Pictures[index].Facts is not null)];

    /// <summary>Reads every picture of a folder.</summary>
    /// <param name="path">A data set as <see cref="Datasets.DatasetReader"/> knows it, or a folder of pictures without classes.</param>
    /// <param name="threads">Pictures read at once; 0 for one on each core.</param>
    /// <param name="progress">Is told how many are done; may be called from several threads.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    /// <exception cref="DiscernException">The folder is not there or cannot be read, or holds no picture.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Survey Read(string path, int threads = 0, IProgress<(int Done, int Total)>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        return Read(Collection.Read(path), threads, progress, cancellation);
    }

    /// <summary>Reads every picture of a collection.</summary>
    internal static Survey Read(Collection collection, int threads, IProgress<(int Done, int Total)>? progress, CancellationToken cancellation)
    {
        var pictures = new SurveyedPicture[collection.Pictures.Count];
        int done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads, CancellationToken = cancellation };
        Parallel.For(0, pictures.Length, parallel, index =>
        {
            pictures[index] = Look(collection.Root, collection.Pictures[index]);
            progress?.Report((Interlocked.Increment(ref done), pictures.Length));
        });
        return new Survey(collection.Root, pictures, collection.Remarks);
    }

    /// <summary>Puts together pictures that were looked at elsewhere.</summary>
    internal static Survey Of(string root, IReadOnlyList<SurveyedPicture> pictures, IReadOnlyList<string> remarks) => new(root, pictures, remarks);

    /// <summary>Where a picture lies.</summary>
    public string FullPath(int picture) => System.IO.Path.Combine(Root, Pictures[picture].Path.Replace('/', System.IO.Path.DirectorySeparatorChar));

    private static SurveyedPicture Look(string root, CollectedPicture picture)
    {
        var (path, label, split) = picture;
        try
        {
            InspectedPicture inspected = PictureInspector.Inspect(System.IO.Path.Combine(root, path), ThumbnailSide);
            var facts = new PictureFacts(
                inspected.Header, inspected.Bytes, inspected.Sha256, PictureTone.Of(inspected.Thumbnail), PictureShape.Of(inspected.Thumbnail));
            return new SurveyedPicture(path, label, split, facts, Failure: null);
        }
        catch (UnreadablePictureException exception)
        {
            return new SurveyedPicture(path, label, split, Facts: null, exception.Reason);
        }
    }
}
