namespace Discern.Cli.Rendering;

/// <summary>What <c>discern crop --json</c> writes.</summary>
/// <param name="Pictures">How many pictures were looked at.</param>
/// <param name="Crops">How many files were written.</param>
/// <param name="WithoutFace">The pictures that gave no crop.</param>
/// <param name="Output">The folder of the crops.</param>
/// <param name="Table">The path of <c>crop.csv</c>.</param>
/// <param name="Remarks">What was left out, as sentences.</param>
internal sealed record CropSummary(
    int Pictures, int Crops, IReadOnlyList<UncroppedPicture> WithoutFace, string Output, string Table, IReadOnlyList<string> Remarks);
