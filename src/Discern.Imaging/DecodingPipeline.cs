namespace Discern.Imaging;

/// <summary>Decodes many files on all cores, and gives the results in the order of the files.</summary>
/// <remarks>
/// At most four results for each thread wait to be taken, so that memory stays bounded however long the list and however
/// slow the reader. A file that cannot be read, or has vanished since it was listed, is a result that says so.
/// </remarks>
public sealed class DecodingPipeline
{
    private const int WaitingForEachThread = 4;

    private readonly DecodeOptions options;
    private readonly int threads;

    /// <summary>Makes a pipeline; it holds nothing between runs.</summary>
    /// <param name="options">What every picture is to look like.</param>
    /// <param name="threads">How many pictures are decoded at once; 0 for one on each core.</param>
    public DecodingPipeline(DecodeOptions options, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        this.options = options;
        this.threads = threads == 0 ? Environment.ProcessorCount : threads;
    }

    /// <summary>Decodes files as fast as the results are taken; the list is gone through no further than that, and may be endless.</summary>
    /// <example><code>
    /// foreach (DecodedPicture decoded in new DecodingPipeline(options).Decode(paths, cancellation))
    /// {
    ///     Console.WriteLine(decoded.Failure?.Message ?? $"{decoded.Path}: {decoded.Picture!.Width} pixels wide");
    /// }
    /// </code></example>
    /// <exception cref="OperationCanceledException">The run was cancelled; nothing goes on behind it.</exception>
    /// <exception cref="DiscernException">No libvips is found; the sentence says how to get one.</exception>
    public IEnumerable<DecodedPicture> Decode(IEnumerable<string> paths, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Run(paths, cancellation);
    }

    private IEnumerable<DecodedPicture> Run(IEnumerable<string> paths, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var scheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, threads).ConcurrentScheduler;
        var waiting = new Queue<Task<DecodedPicture>>();
        using IEnumerator<string> next = paths.GetEnumerator();
        int started = 0;
        try
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                while (waiting.Count < threads * WaitingForEachThread && next.MoveNext())
                {
                    (int index, string path) = (started++, next.Current);
                    waiting.Enqueue(Task.Factory.StartNew(
                        () => DecodeOne(index, path), stop.Token, TaskCreationOptions.DenyChildAttach, scheduler));
                }

                if (waiting.Count == 0)
                {
                    yield break;
                }

                DecodedPicture first = waiting.Peek().WaitAsync(cancellation).GetAwaiter().GetResult();
                _ = waiting.Dequeue();
                yield return first;
            }
        }
        finally
        {
            // The reader may stop early: what runs is waited for, what has not begun never does.
            stop.Cancel();
            Task.WhenAll(waiting).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }

    private DecodedPicture DecodeOne(int index, string path)
    {
        try
        {
            return new DecodedPicture(index, path, PictureDecoder.Decode(path, options), Failure: null);
        }
        catch (UnreadablePictureException failure)
        {
            return new DecodedPicture(index, path, Picture: null, failure);
        }
    }
}
