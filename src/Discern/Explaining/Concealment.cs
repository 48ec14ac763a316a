namespace Discern.Explaining;

/// <summary>What stands in the place of a hidden part of a picture.</summary>
public enum Concealment
{
    /// <summary>The picture itself, blurred until only large patches of colour are left.</summary>
    Blur,

    /// <summary>What is visible, continued smoothly into the hidden part.</summary>
    Inpaint,

    /// <summary>The mean colour of the picture.</summary>
    Mean,
}
