using System.CommandLine;
using System.Globalization;
using Discern.Features.Backbones;

namespace Discern.Cli.Commands;

/// <summary>The options that say which pretrained network is used, and how; made anew for each command that has them.</summary>
internal sealed class BackboneArguments
{
    private const string LowPrecision = "bf16";
    private const string SinglePrecision = "float32";

    private readonly Option<string[]> features = new("--features")
    {
        Description = "The node of the network's file whose output are the features. Without: found by itself.",
        HelpName = "NODE",
    };

    private readonly Option<string?> mean = new("--mean")
    {
        Description = "What is subtracted from pixels of 0 to 255 for the network: one number, or three for red, green, blue.",
        HelpName = "R,G,B",
    };

    private readonly Option<string?> scale = new("--scale")
    {
        Description = "What pixels are multiplied with then: one number, or three.",
        HelpName = "R,G,B",
    };

    private readonly Option<bool> bgr = new("--bgr") { Description = "The network takes blue first." };

    private readonly Option<string?> weights = new("--weights")
    {
        Description = "With vgg16, resnet50 and mobilenet-v2: the ONNX file that fills them. Without: random numbers.",
        HelpName = "FILE.onnx",
    };

    /// <summary>The network itself.</summary>
    public Option<string?> Backbone { get; } = new("--backbone")
    {
        Description = "The pretrained network: a name that 'discern backbones' lists, or an ONNX or TFLite file. Without: general.",
        HelpName = "NAME|FILE",
    };

    /// <summary>In what numbers it multiplies.</summary>
    public Option<string?> Precision { get; init; } = MakePrecision("Without: float32.", SinglePrecision, LowPrecision);

    /// <summary>All of them but the precision, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [Backbone, weights, features, .. Preparation];

    /// <summary>Those that say how pixels are prepared.</summary>
    public IReadOnlyList<Option> Preparation => [mean, scale, bgr];

    /// <summary>What is told of the network beside its name.</summary>
    /// <param name="arguments">What the user typed.</param>
    /// <param name="size">The side of pictures; null for the network's own.</param>
    /// <param name="seed">The seed of random numbers.</param>
    /// <exception cref="ArgumentException">A number cannot be read.</exception>
    public BackboneOptions Read(ParseResult arguments, int? size, ulong seed) => new()
    {
        Features = arguments.GetValue(features) ?? [],
        Mean = Numbers(arguments, mean),
        Scale = Numbers(arguments, scale),
        IsBgr = arguments.GetValue(bgr),
        Size = size,
        Weights = arguments.GetValue(weights),
        Seed = seed,
        Precision = arguments.GetValue(Precision) switch
        {
            LowPrecision => Neural.Plans.Precision.Bfloat16,
            SinglePrecision => Neural.Plans.Precision.Float32,
            _ => null,
        },
    };

    /// <summary>The option of a command that can check bfloat16 on validation pictures, and does so where nobody says.</summary>
    public static Option<string?> CheckedPrecision() => MakePrecision(
        "Without: auto, which is bf16 where AMX is there and the validation pictures are answered as well.", "auto", SinglePrecision, LowPrecision);

    private static Option<string?> MakePrecision(string without, params string[] values)
    {
        var option = new Option<string?>("--precision")
        {
            Description = $"In what numbers the pretrained network multiplies. bf16: 8 bits instead of 24, faster where 'discern doctor' finds AMX. {without}",
            HelpName = string.Join('|', values),
        };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    private static float[] Numbers(ParseResult arguments, Option<string?> option) =>
        arguments.GetValue(option) is not { } text ? []
        : [.. text.Split(',').Select(part => float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ArgumentException($"{option.Name} is '{text}'; it takes one number or three with commas between them, such as 123.7,116.8,103.9."))];
}
