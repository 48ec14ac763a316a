using System.Text.Json.Serialization;

namespace Discern.Pixels;

/// <summary>What a model sees of a colour.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ColourFeatures>))]
public enum ColourFeatures
{
    /// <summary>Red, green and blue.</summary>
    Rgb,

    /// <summary>The hue as a point on its circle (so that the reds on both sides of 0° lie together), saturation and value.</summary>
    Hsv,

    /// <summary>Luma and the two differences of colour, as in JPEG.</summary>
    YCbCr,

    /// <summary>All of them.</summary>
    All,
}
