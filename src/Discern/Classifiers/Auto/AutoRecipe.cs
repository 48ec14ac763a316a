using Discern.Classifiers.Transfer;
using Discern.Datasets;
using Discern.Runs;

namespace Discern.Classifiers.Auto;

/// <summary>The recipe <c>auto</c>: what the data allows, chosen by the data.</summary>
/// <remarks>
/// On the features of a pretrained body, which are computed once, a logistic regression at several strengths and a small network
/// learn from the training pictures. The validation pictures judge both, and the simpler one stays unless the other is better
/// by more than two standard errors; with fewer than a hundred of them nothing but the logistic regression is tried. Where pictures are few
/// or one of two classes is rare, each picture is looked at mirrored, too. Where one of two classes is rare, the threshold is chosen that finds it best.
/// <c>run.json</c> says all of it.
/// </remarks>
public sealed class AutoRecipe
{
    private readonly TransferRecipe transfer;

    /// <summary>Makes the recipe.</summary>
    /// <param name="time">The clock of the run's timings; null for the system's.</param>
    public AutoRecipe(TimeProvider? time = null) => transfer = new TransferRecipe(time);

    /// <summary>Chooses, learns, predicts all splits, takes the figures, and writes it all to the run's folder.</summary>
    /// <param name="dataset">The pictures.</param>
    /// <param name="options">How to learn; top and threshold are chosen here.</param>
    /// <param name="run">A new folder.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <param name="cancellation">Stops the run; the features that were computed stay in the cache.</param>
    /// <returns>The description, as <c>run.json</c> holds it: its recipe is the one that was taken.</returns>
    /// <exception cref="DiscernException">The data or the backbone cannot be used; the sentence says why.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public RunDescription Run(Dataset dataset, TransferOptions options, RunFolder run, IRunObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        return transfer.Run(dataset, options with { Top = TransferTop.Best, IsThresholdChosen = true }, run, observer, cancellation);
    }
}
