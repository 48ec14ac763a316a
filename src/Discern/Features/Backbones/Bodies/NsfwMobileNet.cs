using Discern.Neural.TensorFlow;
using Discern.Neural.TensorFlow.Web;

namespace Discern.Features.Backbones.Bodies;

/// <summary>MobileNetV2, 1.4 times as wide, trained on ImageNet and then on five kinds of photos and drawings; three feature maps, 3136 numbers.</summary>
internal sealed class NsfwMobileNet : PackagedBody
{
    // As the converter left it.
    private const string Scope =
        "StatefulPartitionedCall/sequential/keras_layer/StatefulPartitionedCall/StatefulPartitionedCall/StatefulPartitionedCall/predict/MobilenetV2/";

    /// <inheritdoc/>
    public override string Name => "nsfwjs-mobilenet-v2-mid";

    /// <inheritdoc/>
    public override string Package => "nsfwjs";

    /// <inheritdoc/>
    public override string PackageVersion => "4.4.0";

    /// <inheritdoc/>
    public override long PackageBytes => 42_000_000;

    /// <inheritdoc/>
    public override int Features => 3136;

    /// <inheritdoc/>
    public override string Licence => "MIT";

    /// <inheritdoc/>
    public override string Origin => "MobileNetV2 1.4 of TensorFlow Hub (ImageNet), trained further by Infinite Red on drawings and photos, safe and not";

    /// <inheritdoc/>
    public override int Size => 224;

    /// <inheritdoc/>
    public override Preprocessing Preprocessing => Preprocessing.ZeroToOne;

    /// <inheritdoc/>
    public override IReadOnlyList<PackagedFile> Files { get; } =
    [
        new("dist/models/mobilenet_v2_mid/model.min.js", 128_625, "a7a9e701491e2449b221dab7c424957f853e700602b5575da33cfd745616f964"),
        new("dist/models/mobilenet_v2_mid/group1-shard1of2.min.js", 5_593_186, "f2e79a209e44d668220ec5f1533a98f2be954e3953685bf074d201b82fefc29a"),
        new("dist/models/mobilenet_v2_mid/group1-shard2of2.min.js", 142_742, "f291df992a0131741372506a6072fb9f1645bff7c973c983fd6276f5f9625d5e"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Taps { get; } =
    [
        Scope + "expanded_conv_10/expand/Relu6",
        Scope + "expanded_conv_13/expand/Relu6",
        Scope + "Conv_1/Relu6",
    ];

    /// <inheritdoc/>
    protected override TensorFlowNetwork Read(string path, TensorFlowOptions options) =>
        WebReader.Read(path, options);
}
