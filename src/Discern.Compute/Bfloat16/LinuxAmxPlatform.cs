using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Discern.Compute.Bfloat16;

/// <summary>The real machine.</summary>
/// <remarks>The Linux kernel's Documentation/arch/x86/xstate.rst: tiles are used only after <c>arch_prctl</c> has granted it to the process.</remarks>
internal sealed unsafe partial class LinuxAmxPlatform : IAmxPlatform
{
    private const long SystemCallArchPrctl = 158;
    private const long GetSupportedState = 0x1021;
    private const long RequestState = 0x1023;
    private const long TileData = 18;
    private const int ReadWrite = 0b011;
    private const int ReadExecute = 0b101;
    private const int PrivateAnonymous = 0x22;

    public bool IsLinuxX64 => OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    public int FeatureBits => X86Base.IsSupported && X86Base.CpuId(0, 0).Eax >= 7 ? X86Base.CpuId(7, 0).Edx : 0;

    public ulong StateSupported
    {
        get
        {
            ulong mask = 0;
            return ArchPrctl(SystemCallArchPrctl, GetSupportedState, (nint)(&mask)) == 0 ? mask : 0;
        }
    }

    public int RequestTileData() =>
        ArchPrctl(SystemCallArchPrctl, RequestState, (nint)TileData) == 0 ? 0 : Marshal.GetLastPInvokeError();

    public byte* Map(ReadOnlySpan<byte> code, out string failure)
    {
        failure = string.Empty;
        nuint size = (nuint)code.Length;
        var memory = (byte*)MapMemory(null, size, ReadWrite, PrivateAnonymous, -1, 0);
        if ((nint)memory == -1)
        {
            failure = $"mmap, error {Marshal.GetLastPInvokeError()}";
            return null;
        }

        code.CopyTo(new Span<byte>(memory, code.Length));
        if (ProtectMemory(memory, size, ReadExecute) != 0)
        {
            failure = $"mprotect, error {Marshal.GetLastPInvokeError()}";
            _ = UnmapMemory(memory, size);
            return null;
        }

        return memory;
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long ArchPrctl(long number, long operation, nint argument);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial void* MapMemory(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int ProtectMemory(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int UnmapMemory(void* address, nuint length);
}
