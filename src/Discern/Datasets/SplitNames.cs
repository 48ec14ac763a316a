namespace Discern.Datasets;

/// <summary>The names that folders and columns give to splits, in any case.</summary>
internal static class SplitNames
{
    public static Split? Parse(string name) => name.ToUpperInvariant() switch
    {
        "TRAIN" or "TRAINING" => Split.Train,
        "VALIDATION" or "VALID" or "VAL" => Split.Validation,
        "TEST" or "TESTING" => Split.Test,
        _ => null,
    };

    public static string Name(Split split) => split switch
    {
        Split.Train => "train",
        Split.Validation => "validation",
        _ => "test",
    };
}
