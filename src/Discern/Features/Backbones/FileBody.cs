using System.Security.Cryptography;
using System.Text;
using Discern.Compute;
using Discern.Neural.Graphs;

namespace Discern.Features.Backbones;

/// <summary>The body in a file that the user brings.</summary>
internal abstract class FileBody : Body
{
    private readonly Lazy<string> identity;
    private readonly Lazy<int> size;

    protected FileBody(string path, BackboneOptions options)
    {
        FilePath = path;
        Options = options;
        identity = new(() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', [Contents(), .. options.Features, $"{Size}", $"{Preprocessing}"])))));
        size = new(() =>
        {
            using BodyNetwork network = Read();
            return SizeOf(network.Graph);
        });
    }

    /// <inheritdoc/>
    public override string Name => Path.GetFileNameWithoutExtension(FilePath);

    /// <inheritdoc/>
    public override string Identity => identity.Value;

    /// <inheritdoc/>
    public override int Size => size.Value;

    /// <summary>Where the file is.</summary>
    protected string FilePath { get; }

    /// <summary>What the user tells of it.</summary>
    protected BackboneOptions Options { get; }

    /// <summary>A hash of all that the file says.</summary>
    protected abstract string Contents();

    /// <summary>The side of the square pictures that a network takes.</summary>
    /// <exception cref="DiscernException">It takes others.</exception>
    protected int SizeOf(Graph graph)
    {
        Shape input = graph.InputNode.Shape;
        if (input.Rank != 4 || input.Height != input.Width || input.Channels != 3)
        {
            throw new DiscernException(
                $"The network '{FilePath}' takes {(input.Rank == 4 ? $"pictures of {input.Height} × {input.Width} with {input.Channels} channels" : $"vectors of {input.Channels} numbers")}; a backbone takes square pictures with three.");
        }

        return Options.Size is { } wanted && wanted != input.Height
            ? throw new DiscernException($"The network '{FilePath}' is made for pictures of {input.Height} × {input.Height}, not {wanted}. Leave --size out, or export it with its size left open.")
            : input.Height;
    }
}
