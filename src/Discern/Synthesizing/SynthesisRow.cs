namespace Discern.Synthesizing;

/// <summary>A synthetic picture in the table.</summary>
/// <param name="Path">Relative to the folder, with forward slashes.</param>
/// <param name="Parents">What it was made from.</param>
/// <param name="Nearest">The real training picture that it is most like, as a path in the data set.</param>
/// <param name="Distance">How far that is, in roots of features.</param>
internal sealed record SynthesisRow(string Path, IReadOnlyList<string> Parents, string Nearest, double Distance);
