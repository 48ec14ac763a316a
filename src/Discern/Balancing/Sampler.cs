using Discern.Compute.Threading;

namespace Discern.Balancing;

/// <summary>A way to make classes of unequal size more equal by choosing rows, repeating them or making new ones.</summary>
/// <remarks>The base checks the table; a sampler is one hook. All are found by <see cref="Samplers"/>, by name.</remarks>
/// <example><code>
/// Resampling chosen = Samplers.Find("smote").Resample(new SamplingTable(features, labels, classes), seed: 1, Workers.Shared);
/// </code></example>
public abstract class Sampler
{
    /// <summary>Its name in options, such as <c>smote</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, in a few words.</summary>
    public abstract string Summary { get; }

    /// <summary>Whether it makes rows that are not there: such a sampler cannot work on pictures.</summary>
    public virtual bool Synthesizes => false;

    /// <summary>Chooses rows.</summary>
    /// <param name="table">The rows; training rows only, never those that judge.</param>
    /// <param name="seed">The same seed chooses the same rows.</param>
    /// <param name="workers">Who computes; the answer does not depend on their number.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DiscernException">There are no rows or only one class, or a value is not finite; the sentence says which.</exception>
    public Resampling Resample(SamplingTable table, ulong seed, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(workers);
        var task = new SamplingTask(table, seed, workers, cancellation);
        task.Require();
        Select(task);
        return task.Finish();
    }

    /// <summary>Marks what stays, what is repeated and what is made.</summary>
    internal abstract void Select(SamplingTask task);
}
