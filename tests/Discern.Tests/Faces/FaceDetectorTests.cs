using Discern.Faces;
using Discern.Imaging;
using Discern.Tests.Shared;

namespace Discern.Tests.Faces;

public class FaceDetectorTests
{
    [SharedFact("vectors/images/faces")]
    public void Each_portrait_has_one_face_and_noise_has_none()
    {
        using var detector = new FaceDetector();
        foreach (string path in Directory.EnumerateFiles(SharedFiles.Find("vectors/images/faces")!))
        {
            IReadOnlyList<Face> faces = detector.Detect(PictureDecoder.Decode(path, new DecodeOptions()));

            Assert.True(faces.Count == (Path.GetFileName(path) is "noise.png" ? 0 : 1), $"{path}: {faces.Count} faces");
        }
    }

    /// <summary>The places were read off the pictures by eye.</summary>
    [SharedFact("vectors/images/faces")]
    public void Faces_are_where_they_are()
    {
        using var detector = new FaceDetector();
        foreach ((string name, Face expected) in new (string, Face)[]
        {
            ("duncan.jpg", new(222, 50, 52, 52, 1)), // small: found in parts
            ("obama.jpg", new(112, 127, 247, 247, 1)),
            ("vezina.jpg", new(345, 165, 60, 60, 1)), // small: found in parts
        })
        {
            Picture picture = PictureDecoder.Decode(SharedFiles.Find($"vectors/images/faces/{name}")!, new DecodeOptions());

            Assert.True(Assert.Single(detector.Detect(picture)).Overlap(expected) > 0.6f, name);
        }
    }

    [SharedFact("datasets/masks")]
    public void Uncovered_and_covered_faces_are_found()
    {
        using var detector = new FaceDetector();

        Assert.True(Share("without_mask", detector) >= 0.98);
        Assert.True(Share("with_mask", detector) >= 0.85);
    }

    [Fact]
    public void Thresholds_are_scores() =>
        Assert.Throws<ArgumentException>(() => new FaceDetector(new FaceDetectorOptions { Threshold = 1 }));

    /// <summary>Every eighth picture, so that the test takes seconds.</summary>
    private static double Share(string folder, FaceDetector detector)
    {
        string[] paths = [.. Directory.EnumerateFiles(SharedFiles.Find($"datasets/masks/{folder}")!).Order(StringComparer.Ordinal).Where((_, index) => index % 8 == 0)];
        return paths.Average(path => detector.Detect(PictureDecoder.Decode(path, new DecodeOptions())).Count > 0 ? 1.0 : 0);
    }
}
