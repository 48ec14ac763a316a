using System.Text.Json.Serialization;

namespace Discern.Pixels;

/// <summary>What must stay on one side of the split.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PixelGrouping>))]
public enum PixelGrouping
{
    /// <summary>All pixels of a colour: copies of a training row would be no test.</summary>
    Colour,

    /// <summary>All pixels of a picture: they were taken in the same light.</summary>
    Picture,
}
