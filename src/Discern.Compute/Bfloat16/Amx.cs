namespace Discern.Compute.Bfloat16;

/// <summary>Intel's tile instructions (Advanced Matrix Extensions), which multiply in bfloat16 and add up in single precision.</summary>
/// <remarks>
/// The runtime has no classes for them: a few hundred bytes of machine code in executable memory do the product. Whether they may be used is found out
/// once, when first asked.
/// </remarks>
public static class Amx
{
    /// <summary>The environment variable that refuses the tile instructions where it is <c>off</c>.</summary>
    public const string Variable = "DISCERN_AMX";

    private static readonly Lazy<AmxGate> OfMachine = new(() => Examine(Environment.GetEnvironmentVariable(Variable)));
    private static AmxGate? forced;

    /// <summary>Whether products in bfloat16 can be computed.</summary>
    public static bool IsAvailable => Gate.Routines is not null;

    /// <summary>A sentence that says what is in use, or why it is not.</summary>
    public static string Reason => Gate.Reason;

    /// <summary>The code.</summary>
    /// <exception cref="InvalidOperationException">It may not be used.</exception>
    internal static AmxRoutines Routines => Gate.Routines ?? throw new InvalidOperationException(Gate.Reason);

    private static AmxGate Gate => forced ?? OfMachine.Value;

    /// <summary>Takes another answer for the machine's until the result is disposed of, so that tests see both ways.</summary>
    internal static IDisposable Force(AmxGate gate)
    {
        var restore = new Restore(forced);
        forced = gate;
        return restore;
    }

    /// <summary>Asks the machine, unless the setting refuses.</summary>
    /// <param name="setting">The value of <see cref="Variable"/>.</param>
    internal static AmxGate Examine(string? setting) =>
        string.Equals(setting, "off", StringComparison.OrdinalIgnoreCase)
            ? AmxGate.Closed($"the environment variable {Variable} is off")
            : AmxGate.Examine(new LinuxAmxPlatform());

    private sealed class Restore(AmxGate? gate) : IDisposable
    {
        public void Dispose() => forced = gate;
    }
}
