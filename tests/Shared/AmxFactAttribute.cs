using Discern.Compute.Bfloat16;

namespace Discern.Tests.Shared;

/// <summary>A test of the tile instructions themselves: skipped, with the reason, where the machine refuses them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AmxFactAttribute : FactAttribute
{
    /// <summary>Asks the machine.</summary>
    public AmxFactAttribute() => Skip = Amx.IsAvailable ? null : Amx.Reason;
}
