namespace Discern.Mpi;

/// <summary>Whether <c>mpirun</c> has bound this process to processors of its own.</summary>
public static class Binding
{
    /// <summary>Compares the processors that this process may run on with those of the one that started it.</summary>
    /// <param name="own">This process's <c>status</c> file under /proc.</param>
    /// <param name="parent">That of the one that started it.</param>
    /// <returns>Whether they differ; not where one of them says nothing.</returns>
    public static bool IsOwn(string own, string parent) =>
        Allowed(own) is { } mine && Allowed(parent) is { } theirs && !string.Equals(mine, theirs, StringComparison.Ordinal);

    /// <summary>Whether it holds for this process; not where the system does not tell.</summary>
    public static bool IsOwn()
    {
        try
        {
            string own = File.ReadAllText("/proc/self/status");
            return Value(own, "PPid:") is { } parent && IsOwn(own, File.ReadAllText($"/proc/{parent}/status"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? Allowed(string status) => Value(status, "Cpus_allowed_list:");

    private static string? Value(string status, string name)
    {
        foreach (ReadOnlySpan<char> line in status.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(name, StringComparison.Ordinal))
            {
                return line[name.Length..].Trim().ToString();
            }
        }

        return null;
    }
}
