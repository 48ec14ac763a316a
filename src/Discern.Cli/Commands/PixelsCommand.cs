using System.CommandLine;

namespace Discern.Cli.Commands;

/// <summary><c>discern pixels</c>: classes of pixels instead of pictures.</summary>
internal sealed class PixelsCommand : DiscernCommand
{
    /// <summary>Creates the command.</summary>
    public PixelsCommand(Terminal terminal)
        : base(terminal, "pixels", "Learns which pixels are of a class, from a table of colours or from pictures with masks, and marks them in pictures.")
    {
        Add(new PixelsTrainCommand(terminal));
        Add(new PixelsPredictCommand(terminal));
    }

    /// <inheritdoc/>
    public override string Example => "discern pixels train skin.csv";

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        throw new ArgumentException("Say what to do: 'discern pixels train TABLE' or 'discern pixels predict RUN PICTURE -o FOLDER'.");
}
