namespace Discern.Runs;

/// <summary>What a sampler made of the training pictures.</summary>
/// <param name="Before">How many each class had, in the order of the run's classes.</param>
/// <param name="After">How many it has: pictures that stayed, repeated ones, and made rows of features.</param>
/// <param name="Removed">How many pictures were left out.</param>
/// <param name="Repeated">How many times a picture was taken once more.</param>
/// <param name="Made">How many rows of features were made.</param>
/// <param name="Remarks">What the user should know, as sentences.</param>
public sealed record BalanceDescription(
    IReadOnlyList<int> Before, IReadOnlyList<int> After, int Removed, int Repeated, int Made, IReadOnlyList<string> Remarks);
