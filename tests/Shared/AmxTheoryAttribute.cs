using Discern.Compute.Bfloat16;

namespace Discern.Tests.Shared;

/// <summary>Cases for the tile instructions themselves: skipped, with the reason, where the machine refuses them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AmxTheoryAttribute : TheoryAttribute
{
    /// <summary>Asks the machine.</summary>
    public AmxTheoryAttribute() => Skip = Amx.IsAvailable ? null : Amx.Reason;
}
