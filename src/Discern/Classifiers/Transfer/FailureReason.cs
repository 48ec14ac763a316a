using Discern.Imaging;

namespace Discern.Classifiers.Transfer;

/// <summary>Why a picture has no features.</summary>
internal static class FailureReason
{
    /// <summary>The reason as the end of a sentence that names the picture itself.</summary>
    public static string Reason(this DiscernException failure) =>
        failure is UnreadablePictureException unreadable ? unreadable.Reason : failure.Message.TrimEnd('.');
}
