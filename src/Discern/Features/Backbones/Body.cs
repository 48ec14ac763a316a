namespace Discern.Features.Backbones;

/// <summary>A pretrained network cut before its classifier.</summary>
public abstract class Body
{
    /// <summary>Its name, in small letters and dashes.</summary>
    public abstract string Name { get; }

    /// <summary>Names the weights, the taps and the preprocessing: two bodies with the same identity give the same features.</summary>
    public abstract string Identity { get; }

    /// <summary>Rows and columns of the pictures that go in.</summary>
    public abstract int Size { get; }

    /// <summary>How pixels are prepared.</summary>
    public abstract Preprocessing Preprocessing { get; }

    /// <summary>What the user should know before features are taken from it, as sentences.</summary>
    /// <exception cref="DiscernException">Its file cannot be read.</exception>
    public virtual IReadOnlyList<string> Remarks => [];

    /// <summary>Reads the network.</summary>
    /// <exception cref="DiscernException">Its file is absent, another than expected, or damaged; the sentence says what to do.</exception>
    public abstract BodyNetwork Read();
}
