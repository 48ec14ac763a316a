namespace Discern.Imaging;

/// <summary>What a file holds, by its content and not by its name.</summary>
public enum PictureFormat
{
    /// <summary>JPEG, baseline or progressive.</summary>
    Jpeg,

    /// <summary>PNG.</summary>
    Png,

    /// <summary>WebP; of an animation the first frame counts.</summary>
    WebP,

    /// <summary>GIF; of an animation the first frame counts.</summary>
    Gif,

    /// <summary>TIFF; of several pages the first counts.</summary>
    Tiff,

    /// <summary>AVIF, or another picture in a HEIF file.</summary>
    Heif,

    /// <summary>SVG, drawn at the wanted size.</summary>
    Svg,

    /// <summary>Portable anymap: PBM, PGM or PPM, as text or binary.</summary>
    Anymap,
}
