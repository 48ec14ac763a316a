using System.Security.Cryptography;

namespace Discern.Features.Backbones;

/// <summary>A file with a network's numbers.</summary>
internal static class NetworkFile
{
    /// <summary>The SHA-256 of its bytes in small hexadecimal digits.</summary>
    /// <exception cref="DiscernException">It cannot be read.</exception>
    public static string Hash(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The network '{path}' cannot be read: {exception.Message.TrimEnd('.')}. Check the path.", exception);
        }
    }
}
