using Discern.Datasets;
using Discern.Runs;

namespace Discern.Comparing.Remedies;

/// <summary>Learns from a fold's training part with a remedy, and answers for what was held out.</summary>
internal interface IFoldLearner : IDisposable
{
    /// <summary>The pictures that are dealt into folds.</summary>
    IReadOnlyList<Example> Pictures { get; }

    /// <summary>Pictures that could not be read, so far.</summary>
    IReadOnlyList<SkippedPicture> Skipped { get; }

    /// <summary>The remedy as this learner takes it, and a sentence where that is not as it was asked for; null where it cannot be taken.</summary>
    (Remedy? Taken, string? Remark) Consider(Remedy remedy);

    /// <summary>Learns and answers.</summary>
    /// <param name="remedy">One that <see cref="Consider"/> gave.</param>
    /// <param name="fold">The pictures; those that judge are not learnt from, chosen by, or balanced with.</param>
    /// <param name="seed">The seed of what is drawn.</param>
    /// <param name="cancellation">Stops it.</param>
    FoldAnswers Learn(Remedy remedy, PairedFold fold, ulong seed, CancellationToken cancellation);
}
