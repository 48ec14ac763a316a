namespace Discern.Features.Backbones;

/// <summary>A body that Discern knows by itself, and can say what it is before it is read.</summary>
public abstract class KnownBody : Body
{
    /// <summary>How many numbers it gives of a picture.</summary>
    public abstract int Features { get; }

    /// <summary>Bytes of its weights.</summary>
    public abstract long Bytes { get; }

    /// <summary>The licence of the weights.</summary>
    public abstract string Licence { get; }

    /// <summary>Who trained the network, on what.</summary>
    public abstract string Origin { get; }

    /// <summary>Whether it can be read at once.</summary>
    public abstract bool IsInstalled { get; }
}
