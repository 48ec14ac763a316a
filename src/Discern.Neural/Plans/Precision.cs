namespace Discern.Neural.Plans;

/// <summary>In what numbers a plan multiplies; it adds up in single precision always.</summary>
public enum Precision
{
    /// <summary>Single precision, 24 bits.</summary>
    Float32,

    /// <summary>
    /// bfloat16, 8 bits, for convolutions and dense layers with enough channels, where the machine has AMX tile instructions; single precision elsewhere, and
    /// for all that lies between layers.
    /// </summary>
    Bfloat16,
}
