using System.Text.Json;
using Discern.Web.Reports;

namespace Discern.Web.Studio.Training;

/// <summary>How a training stands.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="IsRunning">Whether it goes on.</param>
/// <param name="IsStopping">Whether it was asked to stop.</param>
/// <param name="ExitCode">How it ended; null before its end.</param>
/// <param name="Lines">What the command wrote last.</param>
/// <param name="History">The epochs so far.</param>
/// <param name="Epochs">How many there will be in all; null where the recipe has none, or before the first is over.</param>
/// <param name="Left">How long the remaining epochs take, as those before took; null where that is not known.</param>
public sealed record TrainingState(
    string Name, DateTimeOffset StartedAt, bool IsRunning, bool IsStopping, int? ExitCode, IReadOnlyList<string> Lines, LearningHistory History, int? Epochs, TimeSpan? Left)
{
    /// <summary>Reads how a training stands.</summary>
    internal static TrainingState Of(TrainingJob job)
    {
        var run = job.Run();
        var history = run?.History ?? [];
        int? epochs = run is not null && run.Description.Options.TryGetValue("epochs", out var all) && all.ValueKind == JsonValueKind.Number ? all.GetInt32() : null;
        TimeSpan? left = job.IsRunning && history.Count > 0 && epochs > history.Count
            ? TimeSpan.FromSeconds(history.Average(epoch => epoch.Seconds) * (epochs.Value - history.Count))
            : null;
        return new TrainingState(
            job.Name, job.StartedAt, job.IsRunning, job.IsStopping, job.ExitCode, job.Lines,
            new LearningHistory([.. history.Select(epoch => new EpochPoint(epoch.Epoch, epoch.Loss, epoch.Accuracy, epoch.ValidationLoss, epoch.ValidationAccuracy, epoch.LearningRate))], run?.Description.BestEpoch),
            epochs,
            left);
    }
}
