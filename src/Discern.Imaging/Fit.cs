namespace Discern.Imaging;

/// <summary>How a picture is brought to a wanted width and height.</summary>
public enum Fit
{
    /// <summary>Exactly that width and height; the proportions change, as Keras does it.</summary>
    Squash,

    /// <summary>Scaled until it covers width and height, then cut to them around the centre.</summary>
    Crop,

    /// <summary>Scaled until it fits inside, then centred between white borders.</summary>
    Pad,

    /// <summary>Scaled until it fits inside; one of the two sides may come out smaller than wanted.</summary>
    Inside,
}
