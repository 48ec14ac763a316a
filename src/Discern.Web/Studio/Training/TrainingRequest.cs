using System.Globalization;
using Discern.Balancing;
using Discern.Features.Backbones;
using Microsoft.AspNetCore.Http;

namespace Discern.Web.Studio.Training;

/// <summary>How to train, as the form asks.</summary>
/// <param name="Recipe">One of <see cref="Recipes"/>.</param>
/// <param name="Balance">One of <see cref="Balances"/>.</param>
/// <param name="Backbone">One of <see cref="Backbones"/>; null for the usual one.</param>
/// <param name="Epochs">How often to go through the pictures; null for the usual number.</param>
public sealed record TrainingRequest(string Recipe, string Balance, string? Backbone, int? Epochs)
{
    private const int MostEpochs = 100_000;

    /// <summary>The recipes with what they do.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> Recipes { get; } =
    [
        ("auto", "what does best of what suits the data"),
        ("transfer", "a logistic regression on what a pretrained network sees"),
        ("fine-tune", "the pretrained network's last layers too"),
        ("cnn", "a convolutional network from scratch"),
    ];

    /// <summary>What can be done about classes of unequal size.</summary>
    public static IReadOnlyList<string> Balances { get; } = [.. Samplers.All.Select(sampler => sampler.Name).Prepend("none").Distinct(StringComparer.Ordinal)];

    /// <summary>The pretrained networks.</summary>
    public static IReadOnlyList<string> Backbones { get; } = [.. BackboneRegistry.All.Select(backbone => backbone.Name)];

    /// <summary>What the command line is told.</summary>
    /// <param name="data">The pictures' folder.</param>
    /// <param name="output">The run's folder.</param>
    public string[] Arguments(string data, string output) =>
    [
        "train", data, "--output", output, "--recipe", Recipe, "--balance", Balance,
        .. Backbone is null ? Array.Empty<string>() : ["--backbone", Backbone],
        .. Epochs is null ? Array.Empty<string>() : ["--epochs", Epochs.Value.ToString(CultureInfo.InvariantCulture)],
    ];

    /// <summary>Reads the form: only what it offers becomes an argument.</summary>
    /// <exception cref="ArgumentException">It asks for something that is not offered.</exception>
    internal static TrainingRequest Of(IFormCollection form)
    {
        var recipe = Offered(form["recipe"].ToString(), Recipes.Select(each => each.Name), "recipe");
        var hasBackbone = recipe is not "cnn";
        var epochs = form["epochs"].ToString();
        return new TrainingRequest(
            recipe,
            Offered(form["balance"].ToString(), Balances, "balance"),
            hasBackbone && form["backbone"].ToString() is { Length: > 0 } backbone ? Offered(backbone, Backbones, "pretrained network") : null,
            epochs.Length == 0 || recipe is "auto" or "transfer" ? null
                : int.TryParse(epochs, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostEpochs ? number
                : throw new ArgumentException($"The number of epochs is '{epochs}'; give a whole number from 1 to {MostEpochs}."));
    }

    private static string Offered(string asked, IEnumerable<string> offered, string what) =>
        offered.Contains(asked, StringComparer.Ordinal) ? asked : throw new ArgumentException($"There is no {what} '{asked}'. Choose one of {string.Join(", ", offered)}.");
}
