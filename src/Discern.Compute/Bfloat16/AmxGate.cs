namespace Discern.Compute.Bfloat16;

/// <summary>Whether the tile instructions may be used: processor, system, leave, executable memory, and a product that is right.</summary>
/// <param name="Routines">The code, ready to be called; null where it may not be.</param>
/// <param name="Reason">A sentence that says what is in use, or what is in the way.</param>
internal sealed unsafe record AmxGate(AmxRoutines? Routines, string Reason)
{
    private const int TileFeatures = (1 << 22) | (1 << 24); // AMX-BF16, AMX-TILE
    private const ulong TileState = (1UL << 17) | (1UL << 18); // XTILECFG, XTILEDATA

    /// <summary>Asks everything in turn, and stops at the first refusal.</summary>
    public static AmxGate Examine(IAmxPlatform platform)
    {
        if (!platform.IsLinuxX64)
        {
            return Closed("they are used on Linux for x64 processors only");
        }

        if ((platform.FeatureBits & TileFeatures) != TileFeatures)
        {
            return Closed("this processor does not have them");
        }

        if ((platform.StateSupported & TileState) != TileState)
        {
            return Closed("the system does not keep the tiles of a thread; Linux does from 5.16 on");
        }

        if (platform.RequestTileData() is not 0 and int error)
        {
            return Closed($"the system does not grant the tiles' memory (arch_prctl, error {error})");
        }

        byte* code = platform.Map(AmxCode.Bytes, out string failure);
        if (code is null)
        {
            return Closed($"the system does not grant executable memory ({failure})");
        }

        var routines = new AmxRoutines(code);
        return AmxSelfTest.Passes(routines)
            ? new AmxGate(routines, "AMX tiles multiply in bfloat16.")
            : Closed("their product differs from the one in single precision");
    }

    /// <summary>A refusal.</summary>
    /// <param name="reason">Why, as the end of a sentence.</param>
    public static AmxGate Closed(string reason) => new(null, $"AMX tile instructions are not used: {reason}.");
}
