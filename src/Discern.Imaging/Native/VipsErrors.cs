namespace Discern.Imaging.Native;

/// <summary>
/// libvips keeps one text of errors for all threads, so that two pictures failing at once would be given each other's reasons.
/// Work therefore runs side by side, and what fails is done once more alone to hear its own reason.
/// </summary>
internal static class VipsErrors
{
    private static readonly ReaderWriterLockSlim Gate = new();

    /// <summary>Does the work; a <see cref="VipsException"/> out of it bears that work's reason and no other.</summary>
    /// <remarks>Not to be nested.</remarks>
    public static TResult Attributed<TInput, TOptions, TResult>(TInput input, TOptions options, Func<TInput, TOptions, TResult> work)
        where TInput : allows ref struct
    {
        VipsLibrary.Start();
        Gate.EnterReadLock();
        try
        {
            return work(input, options);
        }
        catch (VipsException)
        {
            // Done again below, without the others.
        }
        finally
        {
            Gate.ExitReadLock();
        }

        Gate.EnterWriteLock();
        try
        {
            VipsMethods.vips_error_clear();
            return work(input, options);
        }
        finally
        {
            Gate.ExitWriteLock();
        }
    }
}
