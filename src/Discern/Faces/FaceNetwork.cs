using Discern.Compute.Threading;
using Discern.Features.Backbones;
using Discern.Neural.Plans;
using Discern.Neural.TensorFlow;
using Discern.Neural.TensorFlow.Lite;

namespace Discern.Faces;

/// <summary>BlazeFace for short range as MediaPipe publishes it: squares of 128 pixels in, faces out.</summary>
/// <remarks>Chosen by measurement among what packages ship: docs/crop.md has the figures.</remarks>
internal sealed class FaceNetwork : IDisposable
{
    /// <summary>Rows and columns of the pictures that go in.</summary>
    public const int Size = 128;

    private const string Package = "@mediapipe/face_detection";
    private const string PackageVersion = "0.4.1657300184";
    private const string HowToInstall = "run 'npm ci' in Discern's folder";

    // The middle, width and height of the face, and six points in it, two numbers each.
    private const int NumbersPerAnchor = 16;

    private static readonly PackagedFile Weights =
        new("face_detection_short_range.tflite", 229_032, "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633");

    private static readonly (float X, float Y)[] Anchors = FaceAnchors.Of((16, 2), (8, 6));

    private readonly TensorFlowNetwork network;
    private readonly Plan plan;

    /// <summary>Reads the weights and takes the memory.</summary>
    /// <exception cref="DiscernException">The package is absent, or not as expected.</exception>
    public FaceNetwork(Workers workers)
    {
        string packages = PackageFolders.Holding(Path.Combine(Package, Weights.Path))
            ?? throw new DiscernException($"The weights of the face detector are not installed: no node_modules folder holds {Package}; {HowToInstall}.");
        string path = Path.Combine(packages, Package, Weights.Path);
        Weights.Check(path, "the face detector", $"{Package} {PackageVersion}", HowToInstall);
        network = LiteReader.Read(File.ReadAllBytes(path), path, new TensorFlowOptions { Taps = ["classificators", "regressors"] });
        plan = new Plan(network.Graph, network.Weights, new PlanOptions { Batch = 1 }, workers);
    }

    /// <summary>The picture of the next pass: 128 × 128 × 3 values from −1 to 1, which the caller writes.</summary>
    public Span<float> Input => plan.Input.Values;

    /// <summary>The guesses at faces in <see cref="Input"/>, in its pixels, in no order.</summary>
    /// <param name="threshold">Those with a lower score are left out.</param>
    public List<Face> Detect(float threshold)
    {
        plan.Forward(1);
        ReadOnlySpan<float> output = plan.Output.Values;
        ReadOnlySpan<float> boxes = output[Anchors.Length..];
        var faces = new List<Face>();
        for (int anchor = 0; anchor < Anchors.Length; anchor++)
        {
            float score = 1 / (1 + MathF.Exp(-output[anchor]));
            if (score < threshold)
            {
                continue;
            }

            ReadOnlySpan<float> box = boxes.Slice(anchor * NumbersPerAnchor, NumbersPerAnchor);
            (float x, float y) = ((Anchors[anchor].X * Size) + box[0], (Anchors[anchor].Y * Size) + box[1]);
            (float width, float height) = (box[2], box[3]);
            if (width > 0 && height > 0)
            {
                faces.Add(new Face(x - (width / 2), y - (height / 2), width, height, score));
            }
        }

        return faces;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        plan.Dispose();
        network.Dispose();
    }
}
