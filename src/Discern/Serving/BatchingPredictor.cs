using System.Threading.Channels;
using Discern.Classifiers;
using Discern.Imaging;
using Discern.Runs;

namespace Discern.Serving;

/// <summary>Classifies the pictures of many requests at once with the model of a run: the answers are those of <see cref="PicturePredictor"/>, to the last digit.</summary>
/// <remarks>
/// Pictures are decoded on several threads as they come. One thread, with all of the network's, takes what is decoded, at most a batch:
/// it never waits for more, so that a single picture goes at once, and under load batches fill by themselves while the one before is computed
/// (the dynamic batching of Clipper, Crankshaw and others, 2017, with a delay of zero). The queue is bounded, and with it memory.
/// Safe to use from many threads.
/// </remarks>
/// <example><code>
/// await using var predictor = new BatchingPredictor(RunFolder.Open("runs/first"), new ServingOptions());
/// if (predictor.TryPredict([new EncodedPicture("dog.jpg", bytes)], cancellation, out Task&lt;PicturePrediction[]&gt; answers) is Admission.Taken)
/// {
///     PicturePrediction[] predictions = await answers;
/// }
/// </code></example>
public sealed class BatchingPredictor : IAsyncDisposable
{
    private readonly PicturePredictor predictor;
    private readonly ServingOptions options;
    private readonly IReadOnlyList<DecodeOptions> decodings;
    private readonly Channel<PictureJob> arrived;
    private readonly Channel<PictureJob> decoded;
    private readonly Task stopped;
    private readonly CancellationTokenSource abandonment = new();
    private readonly Lock gate = new();
    private readonly Histogram batches = new(1, 2, 4, 8, 16, 32, 64, 128, 256);
    private bool isStopping;
    private int waiting;
    private long answered;
    private long unreadable;
    private long abandoned;
    private long failed;
    private long refused;

    /// <summary>Loads a run's model and starts the threads.</summary>
    /// <param name="run">The run; it has a model.</param>
    /// <param name="options">Queue, batch, threads, and the largest picture.</param>
    /// <exception cref="DiscernException">The run has no model yet, or its files do not fit together.</exception>
    public BatchingPredictor(RunFolder run, ServingOptions options)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        predictor = new PicturePredictor(run, options.Threads);
        decodings = [.. predictor.Decodings.Select(decoding => decoding with { MaximumPixels = Math.Min(decoding.MaximumPixels, options.MaximumPixels) })];
        arrived = Channel.CreateBounded<PictureJob>(options.Queue);
        decoded = Channel.CreateBounded<PictureJob>(options.Queue);
        int threads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;
        Task decoders = Task.WhenAll(Enumerable.Range(1, threads).Select(number => Start($"Discern decoder {number}", Decode)));
        Task lastDecoded = decoders.ContinueWith(_ => decoded.Writer.Complete(), TaskScheduler.Default);
        stopped = Task.WhenAll(lastDecoded, Start("Discern classifier", Classify));
    }

    /// <summary>The classes; a label is an index here.</summary>
    public IReadOnlyList<string> Classes => predictor.Classes;

    /// <summary>What a user should know of how the model answers here, as a sentence; null where there is nothing.</summary>
    public string? Remark => predictor.Remark;

    /// <summary>What was done so far.</summary>
    public ServingStatistics Statistics => new(
        Volatile.Read(ref waiting), options.Queue, Read(ref answered), Read(ref unreadable), Read(ref abandoned), Read(ref failed), Read(ref refused), batches.Read());

    /// <summary>Whether it takes nothing more.</summary>
    public bool IsStopping
    {
        get
        {
            lock (gate)
            {
                return isStopping;
            }
        }
    }

    /// <summary>Takes pictures to be classified: all of them, or none where the queue has no room for all.</summary>
    /// <param name="pictures">The pictures; their memory is read until the answers are complete, also where they are cancelled.</param>
    /// <param name="cancellation">Whoever asked goes away: what is not under way yet is dropped.</param>
    /// <param name="answers">
    /// Where they were taken, a prediction for each, in their order; an unreadable one says why. Cancelled where <paramref name="cancellation"/> was or the
    /// time for stopping was over. Otherwise complete and empty.
    /// </param>
    public Admission TryPredict(IReadOnlyList<EncodedPicture> pictures, CancellationToken cancellation, out Task<PicturePrediction[]> answers)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        answers = Task.FromResult<PicturePrediction[]>([]);
        PictureJob[] jobs = [.. pictures.Select(picture => new PictureJob(picture, cancellation))];
        lock (gate)
        {
            if (isStopping)
            {
                return Admission.Stopping;
            }

            if (Volatile.Read(ref waiting) + jobs.Length > options.Queue)
            {
                Interlocked.Add(ref refused, jobs.Length);
                return Admission.Full;
            }

            Interlocked.Add(ref waiting, jobs.Length);
            foreach (PictureJob job in jobs)
            {
                Hand(arrived, job);
            }
        }

        answers = Task.WhenAll(jobs.Select(job => job.Answer));
        return Admission.Taken;
    }

    /// <summary>Takes nothing more, finishes what it took, and ends the threads.</summary>
    /// <param name="deadline">The time is over: what is not under way yet is dropped.</param>
    public async Task StopAsync(CancellationToken deadline = default)
    {
        lock (gate)
        {
            isStopping = true;
            arrived.Writer.TryComplete();
        }

        await using CancellationTokenRegistration over = deadline.UnsafeRegister(source => ((CancellationTokenSource)source!).Cancel(), abandonment);
        await stopped.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        predictor.Dispose();
        abandonment.Dispose();
    }

    private static long Read(ref long counter) => Interlocked.Read(ref counter);

    // Threads of their own: the pool's serve requests, and would be kept from them by decoding and computing.
    private static Task Start(string name, Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            work();
            done.SetResult();
        })
        { IsBackground = true, Name = name };
        thread.Start();
        return done.Task;
    }

    // No more jobs are under way than either channel holds.
    private static void Hand(Channel<PictureJob> channel, PictureJob job)
    {
        if (!channel.Writer.TryWrite(job))
        {
            throw new InvalidOperationException("A queue took fewer pictures than were admitted.");
        }
    }

    private static bool Await(ChannelReader<PictureJob> reader) => reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    private void Decode()
    {
        while (Await(arrived.Reader))
        {
            while (arrived.Reader.TryRead(out PictureJob? job))
            {
                Decode(job);
            }
        }
    }

    private void Decode(PictureJob job)
    {
        if (IsDropped(job))
        {
            return;
        }

        try
        {
            Picture[] sizes = new Picture[decodings.Count];
            for (int size = 0; size < sizes.Length; size++)
            {
                sizes[size] = PictureDecoder.Decode(job.Contents, job.Name, decodings[size]);
            }

            job.Decoded = sizes;
            Hand(decoded, job);
        }
        catch (UnreadablePictureException exception)
        {
            Interlocked.Increment(ref unreadable);
            Leave();
            job.Complete(new PicturePrediction(job.Name, null, [], exception.Reason));
        }
#pragma warning disable CA1031 // Given to whoever asked; the thread has others to serve.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(job, exception);
        }
    }

    private void Classify()
    {
        var batch = new List<PictureJob>(options.Batch);
        while (Await(decoded.Reader))
        {
            while (batch.Count < options.Batch && decoded.Reader.TryRead(out PictureJob? job))
            {
                if (!IsDropped(job))
                {
                    batch.Add(job);
                }
            }

            if (batch.Count > 0)
            {
                Classify(batch);
                batch.Clear();
            }
        }
    }

    private void Classify(List<PictureJob> batch)
    {
        batches.Observe(batch.Count);
        try
        {
            PicturePrediction[] predictions = predictor.Predict([.. batch.Select(job => job.Decoded)], [.. batch.Select(job => job.Name)]);
            for (int index = 0; index < predictions.Length; index++)
            {
                Interlocked.Increment(ref answered);
                Leave();
                batch[index].Complete(predictions[index]);
            }
        }
#pragma warning disable CA1031 // Given to whoever asked; the thread has others to serve.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            batch.ForEach(job => Fail(job, exception));
        }
    }

    private bool IsDropped(PictureJob job)
    {
        if (!job.IsCancelled && !abandonment.IsCancellationRequested)
        {
            return false;
        }

        Interlocked.Increment(ref abandoned);
        Leave();
        job.Cancel();
        return true;
    }

    private void Fail(PictureJob job, Exception exception)
    {
        Interlocked.Increment(ref failed);
        Leave();
        job.Fail(exception);
    }

    // Before the answer, so that whoever got it finds room.
    private void Leave() => Interlocked.Decrement(ref waiting);
}
