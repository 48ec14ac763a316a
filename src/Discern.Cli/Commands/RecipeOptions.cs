using System.CommandLine;

namespace Discern.Cli.Commands;

/// <summary>Options that only some recipes have. Each asks for one of them: with another it would do nothing, in silence.</summary>
internal sealed class RecipeOptions
{
    private readonly List<(Option Option, string[] Recipes)> limited = [];

    /// <summary>A network from scratch.</summary>
    public static string[] Cnn { get; } = ["cnn"];

    /// <summary>What learns by epochs.</summary>
    public static string[] Epochs { get; } = ["cnn", "fine-tune"];

    /// <summary>A pretrained network whose last layers learn, too.</summary>
    public static string[] FineTune { get; } = ["fine-tune"];

    /// <summary>What learns from the features of a frozen network.</summary>
    public static string[] Frozen { get; } = ["transfer", "logistic", "auto"];

    /// <summary>What has a pretrained network.</summary>
    public static string[] Backbone { get; } = ["transfer", "logistic", "fine-tune", "auto"];

    /// <summary>Notes options that only these recipes have; an error names the first of them.</summary>
    public RecipeOptions Only(string[] recipes, params Option[] options)
    {
        limited.AddRange(options.Select(option => (option, recipes)));
        return this;
    }

    /// <summary>The recipe that was asked for, or for auto the one that a given option belongs to alone.</summary>
    /// <exception cref="ArgumentException">An option was given that the recipe does not have.</exception>
    public string Choose(string asked, ParseResult arguments)
    {
        (Option Option, string[] Recipes)[] given = [.. limited.Where(each => !arguments.IsLeftOut(each.Option))];
        string chosen = asked is "auto" && given.Any(each => each.Recipes[0] is "cnn") ? "cnn" : asked;
        return Array.Find(given, each => !each.Recipes.Contains(chosen)) is ({ } idle, { } recipes)
            ? throw new ArgumentException($"{idle.Name} does nothing with the recipe {chosen}. Leave it out, or name the recipe that it is for: --recipe {recipes[0]}.")
            : chosen;
    }
}
