namespace Discern.Cli.Rendering;

/// <summary>What <c>discern export --json</c> writes.</summary>
/// <param name="Model">The ONNX file that was written; null: none.</param>
/// <param name="Page">The folder of the page that was written; null: none.</param>
/// <param name="Size">Rows and columns of the pictures that the model takes.</param>
/// <param name="Channels">1 for grey pictures, 3 for red, green and blue.</param>
/// <param name="Fit">How a picture is brought to that size.</param>
/// <param name="Classes">The classes, in the order of the probabilities.</param>
/// <param name="Threshold">With two classes, the probability of the second from which on it is the answer.</param>
/// <param name="IsFlipAveraged">Whether the run's own answer is the mean of a picture and its mirror image.</param>
/// <param name="Parameters">How many numbers the model holds.</param>
internal sealed record ExportLine(
    string? Model, string? Page, int Size, int Channels, string Fit, IReadOnlyList<string> Classes, double? Threshold, bool IsFlipAveraged, long Parameters);
