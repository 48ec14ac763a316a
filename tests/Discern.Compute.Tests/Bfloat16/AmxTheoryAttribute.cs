using Discern.Compute.Bfloat16;

namespace Discern.Compute.Tests.Bfloat16;

/// <summary>Cases for the tile instructions themselves: skipped, with the reason, where the machine refuses them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AmxTheoryAttribute : TheoryAttribute
{
    public AmxTheoryAttribute() => Skip = Amx.IsAvailable ? null : Amx.Reason;
}
