namespace Discern.Compute.Convolutions;

/// <summary>Neighbours along one axis of the input, all of one phase of the stride, that hear of the gradient through the same taps.</summary>
/// <param name="Index">The first of them, counted within the phase.</param>
/// <param name="Count">How many.</param>
/// <param name="FirstTap">Turned taps left out before the first that counts.</param>
/// <param name="Taps">Taps that count; 0 where no gradient arrives.</param>
/// <param name="Gradient">The gradient that the first tap reads for the first of them.</param>
internal readonly record struct GradientRun(int Index, int Count, int FirstTap, int Taps, int Gradient);
