using System.Runtime.InteropServices;
using Discern.Compute;

namespace Discern.Mpi;

/// <summary>The calls of OpenMPI 4 that training needs, found in the library that the user has installed.</summary>
/// <remarks>
/// The C interface of MPI 3.1. What is a macro there is a symbol here: OpenMPI's handles are the addresses of exported objects. Errors come back as codes, which <see cref="Check"/>
/// turns into sentences.
/// </remarks>
internal sealed unsafe class OpenMpi
{
    /// <summary>MPI_IN_PLACE: what is sent lies where it is received.</summary>
    public static readonly void* InPlace = (void*)1;

    // MPI_THREAD_SERIALIZED: from any thread, one at a time.
    private const int Serialized = 2;
    private const int LongestError = 256; // MPI_MAX_ERROR_STRING
    private const int BindNow = 2;
    private const int Global = 0x100;

    private readonly delegate* unmanaged<int, byte*, int*, int> errorString;
    private readonly delegate* unmanaged<nint*, int*, void*, int> test;
    private readonly delegate* unmanaged<nint, int, int> abort;
    private readonly delegate* unmanaged<int> finalize;

    private OpenMpi(nint library)
    {
        World = NativeLibrary.GetExport(library, "ompi_mpi_comm_world");
        Float = NativeLibrary.GetExport(library, "ompi_mpi_float");
        Byte = NativeLibrary.GetExport(library, "ompi_mpi_byte");
        errorString = (delegate* unmanaged<int, byte*, int*, int>)NativeLibrary.GetExport(library, "MPI_Error_string");
        test = (delegate* unmanaged<nint*, int*, void*, int>)NativeLibrary.GetExport(library, "MPI_Test");
        abort = (delegate* unmanaged<nint, int, int>)NativeLibrary.GetExport(library, "MPI_Abort");
        finalize = (delegate* unmanaged<int>)NativeLibrary.GetExport(library, "MPI_Finalize");
        AllGather = (delegate* unmanaged<void*, int, nint, void*, int, nint, nint, nint*, int>)NativeLibrary.GetExport(library, "MPI_Iallgather");
        AllGatherV = (delegate* unmanaged<void*, int, nint, void*, int*, int*, nint, nint, nint*, int>)NativeLibrary.GetExport(library, "MPI_Iallgatherv");
        AllToAllV = (delegate* unmanaged<void*, int*, int*, nint, void*, int*, int*, nint, nint, nint*, int>)NativeLibrary.GetExport(library, "MPI_Ialltoallv");
        var initialize = (delegate* unmanaged<int*, byte***, int, int*, int>)NativeLibrary.GetExport(library, "MPI_Init_thread");
        var handleErrors = (delegate* unmanaged<nint, nint, int>)NativeLibrary.GetExport(library, "MPI_Comm_set_errhandler");
        var duplicate = (delegate* unmanaged<nint, nint*, int>)NativeLibrary.GetExport(library, "MPI_Comm_dup");
        var rank = (delegate* unmanaged<nint, int*, int>)NativeLibrary.GetExport(library, "MPI_Comm_rank");
        var size = (delegate* unmanaged<nint, int*, int>)NativeLibrary.GetExport(library, "MPI_Comm_size");

        int provided = 0;
        Check(initialize(null, null, Serialized, &provided), "start");
        Check(handleErrors(World, NativeLibrary.GetExport(library, "ompi_mpi_errors_return")), "hand errors over");
        int number;
        Check(rank(World, &number), "tell the rank");
        Rank = number;
        Check(size(World, &number), "tell the number of processes");
        Size = number;
        nint copy;
        Check(duplicate(World, &copy), "open a channel");
        Scatters = copy;
        Check(duplicate(World, &copy), "open a channel");
        Gathers = copy;
    }

    /// <summary>MPI_Iallgather.</summary>
    public delegate* unmanaged<void*, int, nint, void*, int, nint, nint, nint*, int> AllGather { get; }

    /// <summary>MPI_Iallgatherv.</summary>
    public delegate* unmanaged<void*, int, nint, void*, int*, int*, nint, nint, nint*, int> AllGatherV { get; }

    /// <summary>MPI_Ialltoallv.</summary>
    public delegate* unmanaged<void*, int*, int*, nint, void*, int*, int*, nint, nint, nint*, int> AllToAllV { get; }

    public int Rank { get; }

    public int Size { get; }

    /// <summary>MPI_FLOAT.</summary>
    public nint Float { get; }

    /// <summary>MPI_BYTE.</summary>
    public nint Byte { get; }

    /// <summary>All processes, for what is waited for at once.</summary>
    public nint World { get; }

    /// <summary>All processes, on a channel for scatters: MPI asks for one order of calls on each, and scatters and gathers of several buckets overtake each other.</summary>
    public nint Scatters { get; }

    /// <summary>All processes, on a channel for gathers.</summary>
    public nint Gathers { get; }

    /// <summary>Loads the library and takes part in the job.</summary>
    /// <exception cref="DiscernException">OpenMPI 4 is not there, or cannot start.</exception>
    public static OpenMpi Start()
    {
        nint library;
        fixed (byte* name = "libmpi.so.40"u8)
        {
            // Its own plug-ins look for its symbols among all of the process's.
            library = Open(name, BindNow | Global);
        }

        if (library == 0)
        {
            throw new DiscernException(
                "mpirun started this process, but OpenMPI 4's library libmpi.so.40 is not on this machine. Install it (Debian and Ubuntu: apt-get install libopenmpi3), or train without mpirun.");
        }

        try
        {
            return new OpenMpi(library);
        }
        catch (EntryPointNotFoundException exception)
        {
            throw new DiscernException($"The library libmpi.so.40 on this machine is not OpenMPI 4's: {exception.Message.TrimEnd('.')}. Install OpenMPI 4, or train without mpirun.", exception);
        }
    }

    /// <summary>Drives what was begun on, without waiting.</summary>
    /// <returns>Whether it is done.</returns>
    public bool Test(nint* request)
    {
        int isDone;
        Check(test(request, &isDone, null), "exchange numbers");
        return isDone != 0;
    }

    /// <summary>Turns an error code into an exception.</summary>
    /// <exception cref="DiscernException">It is one.</exception>
    public void Check(int code, string what)
    {
        if (code != 0)
        {
            byte* text = stackalloc byte[LongestError + 1];
            int length = 0;
            _ = errorString(code, text, &length);
            throw new DiscernException(
                $"OpenMPI could not {what}: {Marshal.PtrToStringUTF8((nint)text, length)}. If another process of the job was lost, start the job again; it goes on from its checkpoint.");
        }
    }

    /// <summary>Ends all processes of the job at once, this one too.</summary>
    public void Abort(int exitCode) => _ = abort(World, exitCode);

    /// <summary>Leaves the job; waits for the others to leave it.</summary>
    public void Finish() => _ = finalize();

    [DllImport("libc", EntryPoint = "dlopen")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Open(byte* name, int flags);
}
