using Discern.Compute.Bfloat16;
using Discern.Compute.Threading;
using Discern.Features.Backbones;
using Discern.Features.Caching;
using Discern.Imaging;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;

namespace Discern.Features;

/// <summary>Turns pictures into features of a pretrained backbone, each computed once and kept on disk.</summary>
/// <remarks>
/// A picture is scaled until its shorter side fits and cut to a square around its centre. Memory is bounded however long the list.
/// </remarks>
/// <example><code>
/// using var extractor = new FeatureExtractor(BackboneRegistry.Default, new FeatureOptions(), Workers.Shared);
/// FeatureTable table = extractor.Extract(["ant.jpg", "bee.jpg"]);
/// </code></example>
public sealed class FeatureExtractor : IDisposable
{
    // Pictures looked up in the cache at once.
    private const int Chunk = 256;

    private readonly FeatureOptions options;
    private readonly List<BodyRunner> runners = [];

    /// <summary>Reads the backbone and takes the memory.</summary>
    /// <exception cref="DiscernException">A body's weights are absent or damaged, or the cache cannot be used.</exception>
    public FeatureExtractor(Backbone backbone, FeatureOptions options, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(workers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Batch, nameof(options));
        this.options = options;
        try
        {
            foreach ((Body body, BodyNetwork network) in backbone.Bodies.Zip(Read(backbone.Bodies)))
            {
                var runner = new BodyRunner(body, network, Columns, options, workers);
                runners.Add(runner);
                Columns += runner.Columns;
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>How a picture is brought to the size of a body.</summary>
    public static Fit Fit => Fit.Crop;

    /// <summary>How many numbers a picture has.</summary>
    public int Columns { get; }

    /// <summary>Whether what is computed is kept on disk.</summary>
    public bool IsKeeping => options.CacheFolder is not null;

    /// <summary>In what numbers the bodies multiply: bfloat16 if any of them does.</summary>
    public Precision Precision => runners.Exists(runner => runner.Precision == Precision.Bfloat16) ? Precision.Bfloat16 : Precision.Float32;

    /// <summary>Why the precision is not the one that was asked for, as a sentence; null where it is.</summary>
    public string? PrecisionRemark =>
        Precision == options.Precision ? null
        : Amx.IsAvailable ? "Features are computed in single precision: the pretrained network has no layer with channels enough for bfloat16."
        : $"Features are computed in single precision, not in bfloat16. {Amx.Reason}";

    /// <summary>How many times a picture went through a body so far; what came from the cache does not count.</summary>
    public long Computed => runners.Sum(runner => runner.Computed);

    /// <summary>The features of pictures as one table.</summary>
    /// <inheritdoc cref="Stream(IEnumerable{string}, Func{int, Nullable{Transform}}, CancellationToken)"/>
    public FeatureTable Extract(
        IReadOnlyList<string> paths, Func<int, Transform?>? transforms = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var values = new List<float[]>(paths.Count);
        var indices = new List<int>(paths.Count);
        var failures = new List<FeatureRow>();
        foreach (FeatureRow row in Stream(paths, transforms, cancellation))
        {
            if (row.Values is null)
            {
                failures.Add(row);
            }
            else
            {
                values.Add(row.Values);
                indices.Add(row.Index);
            }

            progress?.Report(row.Index + 1);
        }

        var table = new float[checked(values.Count * Columns)];
        for (int row = 0; row < values.Count; row++)
        {
            values[row].CopyTo(table, row * Columns);
        }

        return new FeatureTable(Columns, table, indices, failures);
    }

    /// <summary>The features of pictures, one after the other in the list's order.</summary>
    /// <param name="paths">The pictures' files.</param>
    /// <param name="transforms">The change that each picture, by its place in the list, goes through before; null for none.</param>
    /// <param name="cancellation">Stops between pictures; what was computed is kept.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IEnumerable<FeatureRow> Stream(
        IEnumerable<string> paths, Func<int, Transform?>? transforms = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return paths.Index().Chunk(Chunk)
            .SelectMany(pictures => Rows([.. pictures.Select(picture => new Request(picture.Index, picture.Item, transforms?.Invoke(picture.Index), Columns))], cancellation));
    }

    /// <summary>The features of pictures in memory, one after the other; nothing is kept on disk.</summary>
    /// <param name="pictures">Square pictures of three channels.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    /// <exception cref="InvalidOperationException">The extractor keeps features on disk, by the files that pictures come from.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IEnumerable<float[]> Stream(IEnumerable<Picture> pictures, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        RequireNoCache();
        return pictures.Chunk(Chunk).SelectMany(chunk => Rows(chunk, cancellation));
    }

    /// <summary>How pictures have to be decoded for <see cref="Extract(IReadOnlyList{PictureLook})"/>: once for each size that a body looks at.</summary>
    internal IReadOnlyList<DecodeOptions> Decodings => [.. runners.Select(runner => runner.Body.Size).Distinct().Select(DecodingOf)];

    /// <summary>The features of pictures that are decoded already; nothing is kept on disk.</summary>
    /// <exception cref="InvalidOperationException">The extractor keeps features on disk, by the files that pictures come from.</exception>
    internal float[][] Extract(IReadOnlyList<PictureLook> looks)
    {
        RequireNoCache();
        int[] sizes = [.. runners.Select(runner => runner.Body.Size).Distinct()];
        return Rows(looks.Count, (index, size) => (looks[index].Sizes[Array.IndexOf(sizes, size)], looks[index].Transform));
    }

    /// <summary>All bodies behind pixels of 0 to 255, as the beginning of a network.</summary>
    /// <param name="features">Receives the layer that gives the features, in the order of a row.</param>
    /// <exception cref="DiscernException">The bodies see pictures of different sizes.</exception>
    internal NetworkComposition Compose(out Node features)
    {
        int[] sizes = [.. runners.Select(runner => runner.Body.Size).Distinct().Order()];
        if (sizes.Length > 1)
        {
            throw new DiscernException(
                $"The pretrained networks see pictures of {string.Join(" and ", sizes)} pixels, and one network has one size. Train with a backbone of one size, such as 'general'.");
        }

        var composition = new NetworkComposition(sizes[0], sizes[0], 3);
        Node[] parts = [.. runners.Select(runner => runner.Compose(composition))];
        features = parts.Length == 1 ? parts[0] : parts[0].Concat(parts[1..]);
        return composition;
    }

    /// <inheritdoc/>
    public void Dispose() => runners.ForEach(runner => runner.Dispose());

    // To read is to check, to parse and to copy, which one core does: bodies are read side by side.
    private static BodyNetwork[] Read(IReadOnlyList<Body> bodies)
    {
        Task<BodyNetwork>[] readings = [.. bodies.Select(body => Task.Run(body.Read))];
        try
        {
            return Task.WhenAll(readings).GetAwaiter().GetResult();
        }
        catch
        {
            foreach (Task<BodyNetwork> reading in readings.Where(reading => reading.IsCompletedSuccessfully))
            {
                reading.Result.Dispose();
            }

            throw;
        }
    }

    private float[][] Rows(Picture[] pictures, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Rows(pictures.Length, (index, size) => (PictureCutter.Cut(pictures[index], PictureArea.Of(pictures[index]), size, size), null));
    }

    private float[][] Rows(int count, Func<int, int, (Picture Picture, Transform? Transform)> ofSize)
    {
        float[][] rows = [.. Enumerable.Range(0, count).Select(_ => new float[Columns])];
        foreach (BodyRunner runner in runners)
        {
            for (int index = 0; index < count; index++)
            {
                (Picture picture, Transform? transform) = ofSize(index, runner.Body.Size);
                runner.Add(key: default, rows[index], picture, transform);
            }

            runner.Flush();
        }

        return rows;
    }

    private void RequireNoCache()
    {
        if (options.CacheFolder is not null)
        {
            throw new InvalidOperationException("Pictures in memory have no file that their features could be kept by: open the extractor without a cache.");
        }
    }

    private static DecodeOptions DecodingOf(int size) => new() { Width = size, Height = size, Fit = Fit };

    private IEnumerable<FeatureRow> Rows(Request[] requests, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (options.CacheFolder is not null)
        {
            options.Profiler?.Begin("hashing pictures, to find kept features");
            FindKeys(requests);
            options.Profiler?.End();
        }

        foreach (IGrouping<int, BodyRunner> bodies in runners.GroupBy(runner => runner.Body.Size))
        {
            Compute(bodies.Key, [.. bodies], requests, cancellation);
        }

        return requests.Select(request => request.ToRow());
    }

    private void FindKeys(Request[] requests) =>
        Parallel.ForEach(requests, new ParallelOptions { MaxDegreeOfParallelism = options.Threads == 0 ? -1 : options.Threads }, request => request.FindKey());

    /// <summary>Completes the rows by bodies whose pictures have one size, so that each is decoded once.</summary>
    private void Compute(int size, BodyRunner[] bodies, Request[] requests, CancellationToken cancellation)
    {
        var missing = new List<(string Path, List<(Request Request, BodyRunner[] Bodies)> Views)>();
        foreach (Request request in requests.Where(request => request.Failure is null))
        {
            BodyRunner[] lacking = [.. bodies.Where(body => !body.TryRead(request.Key, request.Values))];
            if (lacking.Length == 0)
            {
                continue;
            }

            // The views of a picture lie side by side: it is decoded once for all.
            if (missing.Count == 0 || !string.Equals(missing[^1].Path, request.Path, StringComparison.Ordinal))
            {
                missing.Add((request.Path, []));
            }

            missing[^1].Views.Add((request, lacking));
        }

        var pipeline = new DecodingPipeline(DecodingOf(size), options.Threads);
        IEnumerable<DecodedPicture> pictures = pipeline.Decode([.. missing.Select(picture => picture.Path)], cancellation);
        foreach (DecodedPicture decoded in options.Profiler?.Waiting("waiting for decoded pictures", pictures) ?? pictures)
        {
            foreach ((Request request, BodyRunner[] lacking) in missing[decoded.Index].Views)
            {
                request.Failure = decoded.Failure;
                foreach (BodyRunner body in decoded.Picture is null ? [] : lacking)
                {
                    body.Add(request.Key, request.Values, decoded.Picture!, request.Transform);
                }
            }
        }

        foreach (BodyRunner body in bodies)
        {
            body.Flush();
        }
    }

    /// <summary>A picture on its way to its features.</summary>
    private sealed class Request(int index, string path, Transform? transform, int columns)
    {
        public string Path => path;

        public Transform? Transform => transform;

        public float[] Values { get; } = new float[columns];

        public FeatureKey Key { get; private set; }

        public DiscernException? Failure { get; set; }

        public void FindKey()
        {
            try
            {
                Key = FeatureKey.Of(path, transform?.ToString() ?? string.Empty);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Failure = new DiscernException($"'{path}' cannot be read: {exception.Message.TrimEnd('.')}.", exception);
            }
        }

        public FeatureRow ToRow() => new(index, path, Failure is null ? Values : null, Failure);
    }
}
