using Discern.Imaging.Native;

namespace Discern.Imaging.Decoding;

/// <summary>Gives failures, which know only bytes, the name of the file.</summary>
internal static class Naming
{
    public static TResult Failures<TOptions, TResult>(
        ReadOnlySpan<byte> contents, string name, TOptions options, Func<ReadOnlySpan<byte>, TOptions, TResult> work)
    {
        try
        {
            return VipsErrors.Attributed(contents, options, work);
        }
        catch (Exception exception) when (exception is UndecodableException or VipsException)
        {
            throw new UnreadablePictureException(name, exception.Message, exception);
        }
    }
}
