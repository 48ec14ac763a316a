using Discern.Explaining;
using Discern.Imaging;

namespace Discern.Web.Tests.Reports;

/// <summary>Explanations as a run's folder holds them.</summary>
internal static class SampleExplanations
{
    public static ExplainedPicture Picture(string name, IReadOnlyList<string> classes) => new()
    {
        Name = name,
        Path = name,
        Method = ExplanationMethod.Shap,
        Unit = ExplainedUnit.Probability,
        Answer = classes[0],
        Probability = 0.93,
        Width = 224,
        Height = 224,
        Scale = 2e-4,
        Picture = Drawing(120),
        Maps = [.. classes.Take(4).Select((item, index) => new ExplainedClass(
            item, 0.93 / (index + 1), 0.93, 0.1, 0.83, Drawing((byte)(160 + index)), index == 0 ? new MapScores(0.8, 0.2, 0.5, 0.5, 0.03) : null))],
    };

    public static GlobalExplanation Attention(IReadOnlyList<string> classes) => new()
    {
        Pictures = "test",
        Count = 24,
        Method = ExplanationMethod.Shap,
        Classes = [.. classes.Select((item, index) => new ClassAttention(
            item, 12, Drawing(100), Drawing(180), 0.4, [new ColourShare("red", 0.4, 0.1)], [$"Shortcut: '{item}' stands in a frame.", $"40 % of the map of '{item}'."], index == 0))],
        Size = ["The pictures' size does not tell their class."],
    };

    private static byte[] Drawing(byte grey)
    {
        byte[] pixels = new byte[224 * 224];
        Array.Fill(pixels, grey);
        return PictureEncoder.Png(new Picture(224, 224, 1, pixels));
    }
}
