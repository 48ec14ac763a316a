using Discern.Evaluation;

namespace Discern.Pixels;

/// <summary>How a model does on what it has learnt from and on what it has not seen.</summary>
/// <param name="Training">On what it has learnt from; the intervals are rough.</param>
/// <param name="Test">On what it has not seen.</param>
public sealed record PixelFigures(SplitEvaluation Training, SplitEvaluation Test);
