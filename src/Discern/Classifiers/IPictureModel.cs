namespace Discern.Classifiers;

/// <summary>A trained classifier with all that lies between a picture's file and its probabilities.</summary>
internal interface IPictureModel : IDisposable
{
    /// <summary>Reads and judges pictures in their order, as they come: any number of them takes the same memory.</summary>
    /// <param name="paths">The pictures; each is read when its result is near.</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    IEnumerable<PictureProbabilities> Predict(IReadOnlyList<string> paths, CancellationToken cancellation);
}
