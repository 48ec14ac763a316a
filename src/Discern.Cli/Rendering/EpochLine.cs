using Discern.Neural.Training;

namespace Discern.Cli.Rendering;

/// <summary>One epoch as a line.</summary>
internal static class EpochLine
{
    /// <summary>"epoch  12/100  loss 0.2312  accuracy 0.912  validation loss 0.3010  accuracy 0.894  1.2 s  best so far".</summary>
    public static string Text(EpochResult result, int epochs, bool isBest)
    {
        var width = $"{epochs}".Length;
        var epoch = $"{result.Epoch}".PadLeft(width);
        var validation = result is { ValidationLoss: { } loss, ValidationAccuracy: { } accuracy }
            ? $"  validation loss {loss:0.0000}  accuracy {accuracy:0.000}"
            : "";
        var best = isBest ? "  best so far" : "";
        return $"epoch {epoch}/{epochs}  loss {result.Loss:0.0000}  accuracy {result.Accuracy:0.000}{validation}" +
            $"  {Duration.Text(TimeSpan.FromSeconds(result.Seconds))}{best}";
    }
}
