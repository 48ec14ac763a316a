using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Discern.Cli.Tests.Sharding;

/// <summary>A file whose opener has to wait, because this process has a lease on it (Linux, fcntl(2)): until it is disposed of, or for 45 seconds.</summary>
internal sealed class HeldFile : IDisposable
{
    private const int SetSignal = 10; // F_SETSIG
    private const int SetLease = 1024; // F_SETLEASE
    private const int Exclusive = 1; // F_WRLCK
    private const int Urgent = 23; // SIGURG, which is ignored; SIGIO, which says otherwise that somebody waits, would end this process

    private readonly SafeFileHandle handle;

    public HeldFile(string path)
    {
        handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (Control(handle, SetSignal, Urgent) != 0 || Control(handle, SetLease, Exclusive) != 0)
        {
            handle.Dispose();
            throw new Win32Exception();
        }
    }

    public void Dispose() => handle.Dispose();

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(SafeFileHandle file, int command, int argument);
}
