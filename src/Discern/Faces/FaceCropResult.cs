namespace Discern.Faces;

/// <summary>What <see cref="FaceCropper"/> did.</summary>
/// <param name="Pictures">Every picture, in the ordinal order of their paths.</param>
/// <param name="Remarks">Sentences for the user: what was left out.</param>
public sealed record FaceCropResult(IReadOnlyList<CroppedPicture> Pictures, IReadOnlyList<string> Remarks)
{
    /// <summary>How many files were written.</summary>
    public int CropCount => Pictures.Sum(picture => picture.Faces.Count);

    /// <summary>The pictures that gave no crop.</summary>
    public IEnumerable<CroppedPicture> WithoutFace => Pictures.Where(picture => picture.Faces.Count == 0);
}
