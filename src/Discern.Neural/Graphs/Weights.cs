using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Compute.Random;

namespace Discern.Neural.Graphs;

/// <summary>The numbers of a network's parameters, in one block of native memory.</summary>
/// <remarks>
/// One block, so that an optimizer passes over it as over one vector; each parameter begins on a cache line and what
/// lies between them is 0. Gradients and an optimizer's values are blocks of the same type for trainable parameters only.
/// </remarks>
public sealed class Weights : IDisposable
{
    // Sets the stream of random numbers apart from those of other purposes.
    private const ulong Purpose = 0x496E6974;

    private readonly Arena arena;
    private readonly Dictionary<Parameter, Tensor> tensors = [];
    private readonly Dictionary<Parameter, long> offsets = [];
    private readonly List<Parameter> parameters;

    private Weights(IEnumerable<Parameter> parameters)
    {
        this.parameters = [.. parameters];
        long bytes = 0;
        foreach (Parameter parameter in this.parameters)
        {
            offsets[parameter] = bytes;
            bytes += Arena.BytesOf(parameter.Shape);
        }

        arena = new Arena(bytes);
        All = arena.Tensor(0, new Shape(checked((int)(bytes / sizeof(float)))));
        foreach (Parameter parameter in this.parameters)
        {
            tensors[parameter] = arena.Tensor(offsets[parameter], parameter.Shape);
        }
    }

    /// <summary>The parameters that it holds, in order.</summary>
    public IReadOnlyList<Parameter> Parameters => parameters;

    /// <summary>The whole block as one vector, what lies between the parameters included.</summary>
    public Tensor All { get; }

    /// <summary>The numbers of one parameter.</summary>
    /// <exception cref="KeyNotFoundException">The parameter is not part of it.</exception>
    public Tensor this[Parameter parameter] => tensors[parameter];

    /// <summary>The numbers that training begins with.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="seed">The same seed gives the same numbers.</param>
    public static Weights Initialize(Graph graph, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var weights = new Weights(graph.Parameters);
        for (int index = 0; index < graph.Parameters.Count; index++)
        {
            Parameter parameter = graph.Parameters[index];
            var random = new Philox(seed, Philox.Stream(Purpose, (ulong)index));
            Fill(weights[parameter].Values, parameter, ref random);
        }

        return weights;
    }

    /// <summary>Room for all parameters, filled with 0.</summary>
    public static Weights Zeros(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new Weights(graph.Parameters);
    }

    /// <summary>Room for the trainable parameters, filled with 0: for gradients and for what an optimizer keeps.</summary>
    public static Weights TrainableZeros(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new Weights(graph.Parameters.Where(parameter => parameter.IsTrainable));
    }

    /// <summary>Room for the same parameters, filled with 0.</summary>
    public Weights ZerosLike() => new(parameters);

    /// <summary>Whether the parameter is part of it.</summary>
    public bool Contains(Parameter parameter) => tensors.ContainsKey(parameter);

    /// <summary>Takes over all numbers of another block for the same parameters.</summary>
    /// <exception cref="ArgumentException">The other block is for other parameters.</exception>
    public void CopyFrom(Weights other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!parameters.SequenceEqual(other.parameters))
        {
            throw new ArgumentException("The weights belong to other parameters than these.", nameof(other));
        }

        other.All.Values.CopyTo(All.Values);
    }

    /// <inheritdoc/>
    public void Dispose() => arena.Dispose();

    /// <summary>Where a parameter begins in <see cref="All"/>, in floats.</summary>
    internal long OffsetOf(Parameter parameter) => offsets[parameter] / sizeof(float);

    private static void Fill(Span<float> values, Parameter parameter, ref Philox random)
    {
        if (parameter.Initializer is Initializer.Zeros or Initializer.Ones)
        {
            values.Fill(parameter.Initializer == Initializer.Ones ? 1f : 0f);
            return;
        }

        (double fanIn, double fanOut) = Fans(parameter.Shape);
        double limit = parameter.Initializer == Initializer.GlorotUniform ? Math.Sqrt(6 / (fanIn + fanOut)) : Math.Sqrt(6 / fanIn);
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = (float)(limit * ((2.0 * random.NextSingle()) - 1));
        }
    }

    /// <summary>How many inputs meet in an output, and how many outputs an input feeds, as Keras counts them.</summary>
    private static (double In, double Out) Fans(Shape shape)
    {
        double kernel = shape.Rank == 4 ? (double)shape[0] * shape[1] : 1;
        return (kernel * shape[shape.Rank - 2], kernel * shape[shape.Rank - 1]);
    }
}
