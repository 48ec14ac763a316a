using Discern.Compute;
using Discern.Compute.Threading;
using Discern.Imaging;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;
using Discern.Neural.Training;
using Discern.Neural.Training.Optimizers;

namespace Discern.Synthesizing.Autoencoding;

/// <summary>A network that brings pictures to fewer numbers, their code, and draws them from these again.</summary>
/// <remarks>Convolutions that halve the size, and the same way back with repeated places; the loss is the mean squared error per value.</remarks>
internal sealed class Autoencoder : IDisposable
{
    /// <summary>Channels of each place of a map.</summary>
    public const int MapChannels = 16;

    private const int VectorLength = 128;
    private const int Batch = 16;
    private const double LearningRate = 2e-3;
    private const int Halvings = 4;
    private const int LargestSize = 128;
    private const int DeepestChannels = 128;

    private readonly Graph whole;
    private readonly Graph encoder;
    private readonly Graph decoder;
    private readonly Weights weights;
    private readonly Weights decoderWeights;
    private readonly Workers workers;
    private readonly int size;

    private Autoencoder(int size, Func<Node, Node> encode, Func<Node, Node> decode, ulong seed, Workers workers)
    {
        this.size = size;
        this.workers = workers;
        Node input = Graph.Input(size, size, 3);
        Node code = encode(input);
        CodeShape = code.Shape.WithBatch(1);
        whole = new Graph(input, decode(code));
        encoder = new Graph(input, code);
        Node codes = Graph.Input(CodeShape);
        decoder = new Graph(codes, decode(codes));
        weights = Weights.Initialize(whole, seed);
        decoderWeights = Weights.Zeros(decoder);
    }

    /// <summary>The shape of one code.</summary>
    public Shape CodeShape { get; }

    /// <summary>Learns codes of 128 numbers, each of which tells of the whole picture: what lies between two codes is a picture, too.</summary>
    public static Autoencoder TrainVectors(SynthesisTask task)
    {
        int side = task.Options.Size >> Halvings;
        return Train(
            task,
            input => Narrowed(input, 32, 64, DeepestChannels, DeepestChannels).Flatten().Dense(VectorLength),
            code => Drawn(code.Dense(side * side * DeepestChannels).Swish().Reshape(new Shape(1, side, side, DeepestChannels)), 64, 48, 24));
    }

    /// <summary>Learns codes that are small maps: an eighth of the picture's rows and columns, <see cref="MapChannels"/> numbers at each place, which tell of what is there.</summary>
    public static Autoencoder TrainMaps(SynthesisTask task) => Train(
        task,
        input => Convolution(Narrowed(input, 32, 64, DeepestChannels), MapChannels),
        code => Drawn(Convolution(code, DeepestChannels).BatchNormalization().Swish(), 96, 48));

    /// <summary>Refuses sizes that cannot be halved as often as the network does.</summary>
    /// <exception cref="ArgumentException">It is one.</exception>
    public static void CheckSize(int size)
    {
        const int Multiple = 1 << Halvings;
        if (size % Multiple != 0 || size > LargestSize)
        {
            throw new ArgumentException($"The size of {size} pixels is not for a way that learns a network: take a multiple of {Multiple}, at most {LargestSize}.");
        }
    }

    /// <summary>Learns from all training pictures, half of the time from those of the class, however rare it is.</summary>
    private static Autoencoder Train(SynthesisTask task, Func<Node, Node> encode, Func<Node, Node> decode)
    {
        SynthesisOptions options = task.Options;
        var autoencoder = new Autoencoder(options.Size, encode, decode, options.Seed, task.Workers);
        try
        {
            var training = new RegressionOptions { Steps = options.Steps, Batch = Batch, Optimizer = new AdamOptions { LearningRate = LearningRate }, Seed = options.Seed };
            var source = new Reconstruction([.. task.Real.Select(real => real.Picture)], task.Others, options.Seed);
            int total = checked(options.Steps * Batch);
            double error = RegressionTrainer.Train(
                autoencoder.whole,
                autoencoder.weights,
                training,
                source,
                task.Workers,
                (step, _) => task.Progress?.Report(new SynthesisProgress(SynthesisPhase.Learning, step * Batch, total)),
                task.Cancellation);
            task.Remarks.Add($"The autoencoder draws its training pictures with an error of {255 * Math.Sqrt(error):0.0} of 255 levels (root of the mean square), after {options.Steps} steps.");
            autoencoder.TakeOverDecoder();
            return autoencoder;
        }
        catch
        {
            autoencoder.Dispose();
            throw;
        }
    }

    /// <summary>Writes the codes of pictures.</summary>
    /// <param name="pictures">Of the network's size.</param>
    /// <param name="codes">Receives a row for each picture.</param>
    /// <param name="areFlipped">Whether they are mirrored first.</param>
    public void Encode(IReadOnlyList<Picture> pictures, Tensor codes, bool areFlipped = false)
    {
        using var plan = new Plan(encoder, weights, new PlanOptions { Batch = Batch }, workers);
        for (int start = 0; start < pictures.Count; start += Batch)
        {
            int count = Math.Min(Batch, pictures.Count - start);
            for (int index = 0; index < count; index++)
            {
                Reconstruction.Write(pictures[start + index], areFlipped, plan.Input.Slice(index, 1).Values);
            }

            plan.Forward(count);
            plan.Output.Take(count).Values.CopyTo(codes.Slice(start, count).Values);
        }
    }

    /// <summary>Draws pictures from codes, one after the other.</summary>
    public IEnumerable<Picture> Decode(IEnumerable<float[]> codes)
    {
        using var plan = new Plan(decoder, decoderWeights, new PlanOptions { Batch = Batch }, workers);
        foreach (float[][] chunk in codes.Chunk(Batch))
        {
            for (int index = 0; index < chunk.Length; index++)
            {
                chunk[index].CopyTo(plan.Input.Slice(index, 1).Values);
            }

            plan.Forward(chunk.Length);
            Picture[] drawn = [.. Enumerable.Range(0, chunk.Length).Select(index => SynthesisTask.ToPicture(plan.Output.Slice(index, 1).Values, size))];
            foreach (Picture picture in drawn)
            {
                yield return picture;
            }
        }
    }

    public void Dispose()
    {
        weights.Dispose();
        decoderWeights.Dispose();
    }

    private static Node Narrowed(Node maps, params ReadOnlySpan<int> widths)
    {
        foreach (int filters in widths)
        {
            // Steps of two rather than pooling, which forgets where things are.
            maps = Convolution(maps, filters, stride: 2).BatchNormalization().Swish();
        }

        return maps;
    }

    private static Node Drawn(Node maps, params ReadOnlySpan<int> widths)
    {
        foreach (int filters in widths)
        {
            maps = Convolution(maps.Upsample(2), filters).BatchNormalization().Swish();
        }

        // At full size nothing but the picture: a layer of features there would cost as much as all others together.
        return Convolution(maps.Upsample(2), 3).Sigmoid();
    }

    private static Node Convolution(Node maps, int filters, int stride = 1) =>
        maps.Convolution(filters, 3, new ConvolutionOptions { Padding = PaddingRule.Same, Stride = stride });

    /// <summary>The decoder's layers are the last ones of the whole, in the same order.</summary>
    private void TakeOverDecoder()
    {
        int first = whole.Parameters.Count - decoder.Parameters.Count;
        for (int index = 0; index < decoder.Parameters.Count; index++)
        {
            weights[whole.Parameters[first + index]].Values.CopyTo(decoderWeights[decoder.Parameters[index]].Values);
        }
    }
}
