using Discern.Compute.Vectors;

namespace Discern.Compute.Tests.Vectors;

public sealed class VectorPathReasonTests
{
    private const int Avx2 = 1 << 5;
    private const int Avx512 = Avx2 | (1 << 16) | (1 << 17);

    [Theory]
    [InlineData(VectorWidth.Bits512, Avx512, null)]
    [InlineData(VectorWidth.Bits256, Avx2, "this processor has no AVX-512")]
    [InlineData(VectorWidth.Bits256, Avx512, "this processor has AVX-512, which the system or a setting of the runtime (DOTNET_Enable…) refuses")]
    [InlineData(VectorWidth.Bits128, 0, "this processor has no AVX2")]
    [InlineData(VectorWidth.Bits128, Avx512, "this processor has AVX2, which the system or a setting of the runtime (DOTNET_Enable…) refuses")]
    public void A_narrower_width_has_a_reason(VectorWidth width, int features, string? expected) =>
        Assert.Equal(expected, VectorPathReason.Explain(width, features));

    [Fact]
    public void Another_kind_of_processor_has_nothing_to_explain() => Assert.Null(VectorPathReason.Explain(VectorWidth.Bits128, features: null));
}
