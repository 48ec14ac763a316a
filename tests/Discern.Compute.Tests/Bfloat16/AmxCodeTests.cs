using Discern.Compute.Bfloat16;
using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;

namespace Discern.Compute.Tests.Bfloat16;

public sealed class AmxCodeTests
{
    private static readonly AssemblerRegister64 Arguments = rdi;
    private static readonly AssemblerRegister64 FirstLeft = r8;
    private static readonly AssemblerRegister64 SecondLeft = r9;
    private static readonly AssemblerRegister64 Right = r10;
    private static readonly AssemblerRegister64 LeftStride = r11;
    private static readonly AssemblerRegister64 RightStride = rax;
    private static readonly AssemblerRegister64 RunStart = rdx;
    private static readonly AssemblerRegister64 Runs = rsi;
    private static readonly AssemblerRegister64 Steps = rcx;

    [Fact]
    public void Is_what_the_assembler_makes_of_its_source()
    {
        var code = new Assembler(64);
        Label configure = code.CreateLabel();
        Label multiply = code.CreateLabel();
        Label release = code.CreateLabel();

        code.Label(ref configure);
        code.ldtilecfg(__[Arguments]);
        code.ret();

        code.Label(ref multiply);
        Multiply(code);

        code.Label(ref release);
        code.tilerelease();
        code.ret();

        using var bytes = new MemoryStream();
        AssemblerResult result = code.Assemble(new StreamCodeWriter(bytes), 0, BlockEncoderOptions.ReturnNewInstructionOffsets);
        Assert.Equal(Convert.ToHexString(bytes.ToArray()), Convert.ToHexString(AmxCode.Bytes));
        Assert.Equal(AmxCode.Configure, (int)result.GetLabelRIP(configure));
        Assert.Equal(AmxCode.Multiply, (int)result.GetLabelRIP(multiply));
        Assert.Equal(AmxCode.Release, (int)result.GetLabelRIP(release));
    }

    private static unsafe int Offset(void* origin, void* field) => (int)((byte*)field - (byte*)origin);

    private static unsafe void Multiply(Assembler code)
    {
        TileProduct product = default;
        int left = Offset(&product, &product.Left);
        int right = Offset(&product, &product.Right);
        int target = Offset(&product, &product.Product);
        int leftStride = Offset(&product, &product.LeftStride);
        int runLength = Offset(&product, &product.RunLength);
        int runs = Offset(&product, &product.Runs);
        int runStarts = Offset(&product, &product.RunStarts);
        int count = Offset(&product, &product.Count);
        const int tileBytes = 1024;
        Label block = code.CreateLabel();
        Label run = code.CreateLabel();
        Label step = code.CreateLabel();

        code.mov(LeftStride, __[Arguments + leftStride]);
        code.mov(eax, 64);

        code.Label(ref block);
        code.tilezero(tmm0);
        code.tilezero(tmm1);
        code.tilezero(tmm2);
        code.tilezero(tmm3);
        code.mov(Right, __[Arguments + right]);
        code.mov(Runs, __[Arguments + runs]);
        code.mov(RunStart, __[Arguments + runStarts]);

        code.Label(ref run);
        code.mov(FirstLeft, __[Arguments + left]);
        code.add(FirstLeft, __[RunStart]);
        code.mov(SecondLeft, LeftStride);
        code.shl(SecondLeft, 4);
        code.add(SecondLeft, FirstLeft);
        code.mov(Steps, __[Arguments + runLength]);

        code.Label(ref step);
        code.tileloadd(tmm4, __[FirstLeft + LeftStride]);
        code.tileloadd(tmm6, __[Right + RightStride]);
        code.tileloadd(tmm7, __[Right + RightStride + tileBytes]);
        code.tdpbf16ps(tmm0, tmm4, tmm6);
        code.tileloadd(tmm5, __[SecondLeft + LeftStride]);
        code.tdpbf16ps(tmm1, tmm4, tmm7);
        code.tdpbf16ps(tmm2, tmm5, tmm6);
        code.tdpbf16ps(tmm3, tmm5, tmm7);
        code.add(FirstLeft, 64);
        code.add(SecondLeft, 64);
        code.add(Right, 2 * tileBytes);
        code.dec(Steps);
        code.jne(step);
        code.add(RunStart, 8);
        code.dec(Runs);
        code.jne(run);

        code.mov(rdx, __[Arguments + target]);
        code.mov(ecx, 128);
        code.tilestored(__[rdx + rcx], tmm0);
        code.tilestored(__[rdx + rcx + 64], tmm1);
        code.tilestored(__[rdx + rcx + (2 * tileBytes)], tmm2);
        code.tilestored(__[rdx + rcx + ((2 * tileBytes) + 64)], tmm3);
        code.add(__qword_ptr[Arguments + target], 4 * tileBytes);
        code.mov(SecondLeft, LeftStride);
        code.shl(SecondLeft, 5);
        code.add(__[Arguments + left], SecondLeft);
        code.dec(__qword_ptr[Arguments + count]);
        code.jne(block);
        code.ret();
    }
}
