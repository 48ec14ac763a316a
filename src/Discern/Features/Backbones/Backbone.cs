namespace Discern.Features.Backbones;

/// <summary>One pretrained body, or several whose features are put side by side. <see cref="BackboneRegistry"/> lists them.</summary>
public abstract class Backbone
{
    /// <summary>What the user calls it.</summary>
    public abstract string Name { get; }

    /// <summary>One sentence: what it is good for.</summary>
    public abstract string Description { get; }

    /// <summary>Its bodies, in the order of their features.</summary>
    public abstract IReadOnlyList<Body> Bodies { get; }

    /// <summary>Whether every body's weights are there.</summary>
    public virtual bool IsInstalled => Bodies.OfType<KnownBody>().All(body => body.IsInstalled);

    /// <summary>Whether those who published it put a small dense network on its features, rather than a logistic regression.</summary>
    public virtual bool HasDenseTop => false;

    /// <summary>The same backbone as a user wants it.</summary>
    /// <exception cref="ArgumentException">It takes no such options.</exception>
    public virtual Backbone With(BackboneOptions told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return told.IsDefault
            ? this
            : throw new ArgumentException(
                $"'{Name}' comes with its weights, its size and its way to prepare pixels: --weights, --size, --features, --mean, --scale and --bgr are for others.");
    }
}
