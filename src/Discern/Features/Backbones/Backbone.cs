namespace Discern.Features.Backbones;

/// <summary>One pretrained body, or several whose features are put side by side. Adding one is adding one file: <see cref="BackboneRegistry"/> finds it.</summary>
public abstract class Backbone
{
    /// <summary>What the user calls it.</summary>
    public abstract string Name { get; }

    /// <summary>One sentence: what it is good for.</summary>
    public abstract string Description { get; }

    /// <summary>Its bodies, in the order of their features.</summary>
    public abstract IReadOnlyList<Body> Bodies { get; }

    /// <summary>Whether every body's weights are there.</summary>
    public virtual bool IsInstalled => Bodies.OfType<PackagedBody>().All(body => body.IsInstalled);
}
