using Discern.Neural.TensorFlow;
using Discern.Neural.TensorFlow.Lite;

namespace Discern.Features.Backbones.Bodies;

/// <summary>MobileNetV2 of a detector of everyday objects, trained on Open Images; its last feature map, 1280 numbers; with the one in the middle 1856.</summary>
internal sealed class ObjectronMobileNet(bool includesMiddle = false) : PackagedBody
{
    private const string Scope = "FeatureExtractor/MobilenetV2/";

    // The package puts several files into one; the detector, a TFLite file, begins here and goes to the end.
    private const int Start = 184;

    /// <inheritdoc/>
    public override string Name => "objectron-mobilenet-v2";

    /// <inheritdoc/>
    public override string Package => "@mediapipe/objectron";

    /// <inheritdoc/>
    public override string PackageVersion => "0.4.1675468480";

    /// <inheritdoc/>
    public override long PackageBytes => 44_000_000;

    /// <inheritdoc/>
    public override int Features => includesMiddle ? 1856 : 1280;

    /// <inheritdoc/>
    public override string Licence => "Apache-2.0";

    /// <inheritdoc/>
    public override string Origin => "MediaPipe: SSD MobileNetV2 trained by Google on Open Images V4";

    /// <inheritdoc/>
    public override int Size => 224;

    /// <inheritdoc/>
    public override Preprocessing Preprocessing => Preprocessing.MinusOneToOne;

    /// <inheritdoc/>
    public override IReadOnlyList<PackagedFile> Files { get; } =
    [
        new("objectron_solution_packed_assets.data", 9_987_912, "470986ca5df183f41698da6de74b027d838fe289d77b5ab094497d350bee664e"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Taps { get; } = includesMiddle
        ? [Scope + "expanded_conv_13/expand/Relu6", Scope + "Conv_1/Relu6"]
        : [Scope + "Conv_1/Relu6"];

    /// <inheritdoc/>
    protected override TensorFlowNetwork Read(string path, TensorFlowOptions options) =>
        LiteReader.Read(File.ReadAllBytes(path).AsMemory(Start), path, options);
}
