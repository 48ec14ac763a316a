using Discern.Classifiers;
using Discern.Imaging;

namespace Discern.Serving;

/// <summary>A picture on its way through a <see cref="BatchingPredictor"/>.</summary>
internal sealed class PictureJob(EncodedPicture picture, CancellationToken cancellation)
{
    // What waits for an answer must not run on the thread that computes.
    private readonly TaskCompletionSource<PicturePrediction> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => picture.Name;

    public ReadOnlySpan<byte> Contents => picture.Contents.Span;

    /// <summary>Whoever asked has gone.</summary>
    public bool IsCancelled => cancellation.IsCancellationRequested;

    /// <summary>The picture as the classifier sees it, once for each size.</summary>
    public IReadOnlyList<Picture> Decoded { get; set; } = [];

    public Task<PicturePrediction> Answer => answer.Task;

    public void Complete(PicturePrediction prediction) => answer.SetResult(prediction);

    public void Cancel() => answer.SetCanceled(cancellation);

    public void Fail(Exception failure) => answer.SetException(failure);
}
