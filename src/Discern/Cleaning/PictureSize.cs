namespace Discern.Cleaning;

/// <summary>Width and height of a picture.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
internal readonly record struct PictureSize(int Width, int Height)
{
    /// <summary>The size of an upright picture.</summary>
    public static PictureSize Of(PictureFacts facts) => new(facts.Header.Width, facts.Header.Height);

    /// <summary>Both, with a sign between.</summary>
    public override string ToString() => $"{Width}×{Height}";
}
