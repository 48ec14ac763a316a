using Discern.Compute.Bfloat16;
using Discern.Tests.Shared;

namespace Discern.Compute.Tests.Bfloat16;

public sealed unsafe class AmxGateTests
{
    private const int Features = (1 << 22) | (1 << 24);
    private const ulong State = 3UL << 17;

    [Fact]
    public void Another_system_is_refused() => AssertRefused(new Platform { IsLinuxX64 = false }, "Linux");

    [Theory]
    [InlineData(0)]
    [InlineData(1 << 22)]
    [InlineData(1 << 24)]
    public void A_processor_without_all_instructions_is_refused(int features) =>
        AssertRefused(new Platform { FeatureBits = features }, "processor");

    [Theory]
    [InlineData(0)]
    [InlineData(1UL << 17)]
    public void A_system_that_does_not_keep_tiles_is_refused(ulong state) =>
        AssertRefused(new Platform { StateSupported = state }, "5.16");

    [Fact]
    public void A_system_that_does_not_grant_the_tiles_is_refused() =>
        AssertRefused(new Platform { Error = 22 }, "arch_prctl, error 22");

    [Fact]
    public void A_system_that_does_not_grant_executable_memory_is_refused() =>
        AssertRefused(new Platform { Failure = "mprotect, error 13" }, "mprotect, error 13");

    [Fact]
    public void The_user_can_refuse()
    {
        var gate = Amx.Examine("off");

        Assert.Null(gate.Routines);
        Assert.Equal("AMX tile instructions are not used: the environment variable DISCERN_AMX is off.", gate.Reason);
    }

    [AmxFact]
    public void A_product_that_is_wrong_is_refused()
    {
        // The same code, but the last of the four products goes to the third sum: "tdpbf16ps tmm3" becomes "tdpbf16ps tmm2".
        byte[] code = AmxCode.Bytes.ToArray();
        int place = Convert.ToHexString(code).IndexOf("C4E2425CDD", StringComparison.Ordinal) / 2;
        code[place + 4] = 0xD5;

        AssertRefused(new Platform { Code = code }, "differs");
    }

    [AmxFact]
    public void This_machine_passes()
    {
        var gate = AmxGate.Examine(new LinuxAmxPlatform());

        Assert.NotNull(gate.Routines);
        Assert.EndsWith(".", gate.Reason, StringComparison.Ordinal);
    }

    private static void AssertRefused(Platform platform, string reason)
    {
        var gate = AmxGate.Examine(platform);

        Assert.Null(gate.Routines);
        Assert.Contains(reason, gate.Reason, StringComparison.Ordinal);
        Assert.EndsWith(".", gate.Reason, StringComparison.Ordinal);
    }

    /// <summary>A machine that has everything but what a test takes away.</summary>
    private sealed class Platform : IAmxPlatform
    {
        public bool IsLinuxX64 { get; init; } = true;

        public int FeatureBits { get; init; } = Features;

        public ulong StateSupported { get; init; } = State;

        public int Error { get; init; }

        public string? Failure { get; init; }

        public byte[]? Code { get; init; }

        public int RequestTileData() => Error;

        public byte* Map(ReadOnlySpan<byte> code, out string failure)
        {
            failure = Failure ?? string.Empty;
            return Failure is null ? new LinuxAmxPlatform().Map(Code, out failure) : null;
        }
    }
}
