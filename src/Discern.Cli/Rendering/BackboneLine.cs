using Discern.Features.Backbones;

namespace Discern.Cli.Rendering;

/// <summary>One backbone, as <c>discern backbones --json</c> writes it.</summary>
/// <param name="Name">What <c>--backbone</c> takes.</param>
/// <param name="Description">What it is good for.</param>
/// <param name="Features">Numbers that it gives of a picture.</param>
/// <param name="InputSizes">Rows and columns of the pictures that its bodies see.</param>
/// <param name="Bytes">Bytes of its weights.</param>
/// <param name="Installed">Whether it can be used at once.</param>
/// <param name="Bodies">Its bodies.</param>
internal sealed record BackboneLine(
    string Name, string Description, int Features, IReadOnlyList<int> InputSizes, long Bytes, bool Installed, IReadOnlyList<BodyLine> Bodies)
{
    /// <summary>What a backbone says of itself.</summary>
    public static BackboneLine Of(Backbone backbone)
    {
        var bodies = backbone.Bodies.OfType<KnownBody>().Select(BodyLine.Of).ToList();
        return new BackboneLine(
            backbone.Name,
            backbone.Description,
            bodies.Sum(body => body.Features),
            [.. bodies.Select(body => body.InputSize).Distinct().Order()],
            bodies.Sum(body => body.Bytes),
            backbone.IsInstalled,
            bodies);
    }
}
