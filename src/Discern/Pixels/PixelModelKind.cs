using System.Text.Json.Serialization;

namespace Discern.Pixels;

/// <summary>What learns.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PixelModelKind>))]
public enum PixelModelKind
{
    /// <summary>A logistic regression: one plane through the colours.</summary>
    Logistic,

    /// <summary>A network of two hidden layers of 64 units.</summary>
    Mlp,
}
