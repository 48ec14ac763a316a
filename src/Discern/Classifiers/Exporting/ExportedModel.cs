using Discern.Evaluation.Calibrating;
using Discern.Imaging;

namespace Discern.Classifiers.Exporting;

/// <summary>What an exported model takes and gives.</summary>
/// <param name="Size">Rows and columns of the pictures that it takes.</param>
/// <param name="Channels">1 for grey pictures, 3 for red, green and blue.</param>
/// <param name="Fit">How a picture is brought to that size before.</param>
/// <param name="Classes">The classes, in the order of the probabilities.</param>
/// <param name="Threshold">With two classes, the probability of the second, as it gives it, from which on that is the answer; else null.</param>
/// <param name="IsFlipAveraged">Whether the run's own answer is the mean of the probabilities of a picture and its mirror image.</param>
/// <param name="Calibration">The correction that is to be applied to its probabilities, or to their mean; none where it does so itself.</param>
/// <param name="Parameters">How many numbers it holds.</param>
public sealed record ExportedModel(int Size, int Channels, Fit Fit, IReadOnlyList<string> Classes, double? Threshold, bool IsFlipAveraged, Calibration Calibration, long Parameters);
