using Discern.Compute.Threading;
using Discern.Features.Backbones;
using Discern.Features.Caching;
using Discern.Imaging;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;
using Discern.Neural.Profiling;

namespace Discern.Features;

/// <summary>One body at work: its network, its memory, its cache.</summary>
internal sealed class BodyRunner : IDisposable
{
    private readonly BodyNetwork network;
    private readonly Plan plan;
    private readonly Profiler? profiler;
    private readonly FeatureCache? cache;
    private readonly List<(FeatureKey Key, float[] Row)> waiting = [];
    private readonly int batch;
    private readonly int pixels;

    /// <summary>Takes over the network, and takes the memory for it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="network">What was read of it.</param>
    /// <param name="offset">Where its features begin in a row.</param>
    /// <param name="options">Batch and cache.</param>
    /// <param name="workers">The threads to use.</param>
    public BodyRunner(Body body, BodyNetwork network, int offset, FeatureOptions options, Workers workers)
    {
        Body = body;
        Offset = offset;
        batch = options.Batch;
        profiler = options.Profiler;
        this.network = network;
        Columns = network.Graph.OutputNode.Shape.Channels;
        plan = new Plan(network.Graph, network.Weights, new PlanOptions { Batch = batch, Precision = options.Precision, Recorder = profiler?.Plan($"features by {body.Name}") }, workers);
        cache = options.CacheFolder is null ? null : FeatureCache.Open(options.CacheFolder, CacheName, body.Identity, Columns);
        pixels = checked(body.Size * body.Size * 3);
    }

    public Body Body { get; }

    /// <summary>In what numbers it multiplies.</summary>
    public Precision Precision => plan.Precision;

    /// <summary>Where its features begin in a row.</summary>
    public int Offset { get; }

    /// <summary>How many features it gives.</summary>
    public int Columns { get; }

    /// <summary>Pictures that went through the network.</summary>
    public long Computed { get; private set; }

    // Features of lower precision lie in a file of their own.
    private string CacheName => Precision == Precision.Float32 ? Body.Name : $"{Body.Name}-{Precision.ToString().ToLowerInvariant()}";

    /// <summary>Writes what the cache holds of a picture into its row.</summary>
    public bool TryRead(FeatureKey key, float[] row) => cache is not null && cache.TryRead(key, row.AsSpan(Offset, Columns));

    /// <summary>Takes a picture in; its row is complete after the next <see cref="Flush"/>.</summary>
    public void Add(FeatureKey key, float[] row, Picture picture, Transform? transform)
    {
        profiler?.Begin("pixels to numbers");
        Span<float> target = plan.Input.Values.Slice(waiting.Count * pixels, pixels);
        if (transform is { } change)
        {
            change.Apply(picture, target, Body.Size, Body.Size);
            Body.Preprocessing.Apply(target);
        }
        else
        {
            Body.Preprocessing.Apply(picture.Pixels, target);
        }

        profiler?.End();
        waiting.Add((key, row));
        if (waiting.Count == batch)
        {
            Flush();
        }
    }

    /// <summary>Computes what waits.</summary>
    public void Flush()
    {
        if (waiting.Count == 0)
        {
            return;
        }

        plan.Forward(waiting.Count);
        profiler?.Begin("keeping features");
        for (int index = 0; index < waiting.Count; index++)
        {
            ReadOnlySpan<float> features = plan.Output.Values.Slice(index * Columns, Columns);
            features.CopyTo(waiting[index].Row.AsSpan(Offset));
            cache?.Write(waiting[index].Key, features);
        }

        profiler?.End();
        Computed += waiting.Count;
        waiting.Clear();
    }

    /// <summary>The body as layers behind pixels of 0 to 255.</summary>
    public Node Compose(NetworkComposition composition) =>
        composition.Append(Body.Preprocessing.Compose(composition, composition.Input), network.Graph, network.Weights);

    public void Dispose()
    {
        cache?.Dispose();
        plan.Dispose();
        network.Dispose();
    }
}
