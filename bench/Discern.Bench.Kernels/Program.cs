using System.Text.Json;
using Discern.Bench.Kernels;
using Discern.Compute;
using Discern.Compute.Activations;
using Discern.Compute.Bfloat16;
using Discern.Compute.Convolutions;
using Discern.Compute.Matrices;
using Discern.Compute.Memory;
using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

// The arithmetic of one core, each figure beside the peak that was measured in turn with it. Usage: kernels [--json] [--only PART-OF-A-NAME]
const int Slices = 101;
const double SecondsPerSlice = 0.005;
bool isJson = args.Contains("--json");
string only = args.SkipWhile(argument => !argument.Equals("--only", StringComparison.Ordinal)).Skip(1).FirstOrDefault(string.Empty);
var arenas = new List<Arena>();
using var workers = new Workers(1);
if (!isJson)
{
    Console.WriteLine($"{VectorPath.Description}, one core, thread time, medians of {Slices} slices; packing and workspace included");
    Console.WriteLine($"{"GFLOP/s",-58}{"kernel",10}{"peak",8}{"share",8}{"quiet",8}");
}

ConvolutionShape[] shapes =
[
    new(29, 29, 32, 32, 3, 3, 1, Padding.None),
    new(32, 32, 128, 128, 3, 3, 1, Padding.Symmetric(1)),
    new(120, 120, 3, 32, 3, 3, 1, Padding.None),
    new(59, 59, 32, 32, 3, 3, 1, Padding.None),
    new(14, 14, 256, 256, 3, 3, 1, Padding.Symmetric(1)),
    new(28, 28, 96, 24, 1, 1, 1, Padding.None),
];
foreach (ConvolutionShape shape in shapes)
{
    Convolve(shape, shape.Channels == 128 ? 16 : 32);
}

if (Amx.IsAvailable)
{
    ConvolutionShape[] products = [new(56, 56, 64, 256, 1, 1, 1, Padding.None), new(14, 14, 1024, 256, 1, 1, 1, Padding.None), new(1, 1, 25088, 64, 1, 1, 1, Padding.None)];
    foreach (ConvolutionShape shape in shapes.Concat(products).Where(shape => Bfloat16Convolution.IsWorthwhile(shape)))
    {
        ConvolveInBfloat16(shape, shape.Channels == 128 ? 16 : 32);
    }
}
else if (!isJson)
{
    Console.WriteLine(Amx.Reason);
}

Multiply(1024, 1024, 1024);
Multiply(100, 64, 25088);
Multiply(32, 128, 4416);
foreach (Arena arena in arenas)
{
    arena.Dispose();
}

void Convolve(ConvolutionShape shape, int batch)
{
    Tensor input = Normal(new Shape(batch, shape.Height, shape.Width, shape.Channels));
    Tensor weights = Normal(new Shape(shape.KernelHeight, shape.KernelWidth, shape.Channels, shape.Filters));
    Tensor bias = Normal(new Shape(shape.Filters));
    Tensor output = Normal(new Shape(batch, shape.OutputHeight, shape.OutputWidth, shape.Filters));
    Tensor pooled = Normal(new Shape(batch, shape.OutputHeight / 2, shape.OutputWidth / 2, shape.Filters));
    Tensor pooledGradient = Normal(pooled.Shape);
    Tensor inputGradient = Normal(input.Shape);
    Tensor weightsGradient = Normal(weights.Shape);
    Tensor biasGradient = Normal(bias.Shape);
    Tensor workspace = Normal(new Shape((int)Convolution.WorkspaceCount(shape, batch, true)));
    var argmax = new byte[pooled.Shape.Count + 64];
    double operations = (double)shape.OperationsPerPicture * batch;
    string name = $"{batch} × {shape.Height}×{shape.Width}×{shape.Channels} → {shape.Filters}, k{shape.KernelHeight}";
    Report($"{name}: forward", operations, () =>
        Convolution.Forward(shape, input, weights, bias, Activation.None, output, workspace, workers));
    Report($"{name}: backward to input", operations, () =>
        Convolution.Backward(shape, input, weights, output, Activation.None, output, inputGradient, default, default, workspace, workers));
    Report($"{name}: backward to weights", operations, () =>
        Convolution.Backward(shape, input, weights, output, Activation.None, output, default, weightsGradient, biasGradient, workspace, workers));
    Report($"{name}: forward, pooled", operations, () =>
        Convolution.ForwardPooled(shape, input, weights, bias, Activation.Relu, pooled, argmax, workspace, workers));
    Report($"{name}: backward, pooled, to both", 2 * operations, () =>
        Convolution.BackwardPooled(shape, input, weights, pooled, argmax, Activation.Relu, pooledGradient, inputGradient, weightsGradient, biasGradient, workspace, workers));
}

// Rounding of the input included, packing of the weights not: a plan does that once. Beside the peak of the tiles.
void ConvolveInBfloat16(ConvolutionShape shape, int batch)
{
    Tensor input = Normal(new Shape(batch, shape.Height, shape.Width, shape.Channels));
    Tensor bias = Normal(new Shape(shape.Filters));
    Tensor output = Normal(new Shape(batch, shape.OutputHeight, shape.OutputWidth, shape.Filters));
    using var weights = new Bfloat16Weights(shape);
    weights.Pack(Normal(new Shape(shape.KernelHeight, shape.KernelWidth, shape.Channels, shape.Filters)), workers);
    string name = $"{batch} × {shape.Height}×{shape.Width}×{shape.Channels} → {shape.Filters}, k{shape.KernelHeight}: forward, bfloat16";
    double operations = (double)shape.OperationsPerPicture * batch;
    Report(name, operations, () => Bfloat16Convolution.Forward(input, weights, bias, Activation.Relu, output, workers), TilePeak.Measure);
}

void Multiply(int rows, int columns, int depth)
{
    Tensor left = Normal(new Shape(rows, depth));
    Tensor right = Normal(new Shape(depth, columns));
    Tensor product = Normal(new Shape(rows, columns));
    double operations = 2.0 * rows * columns * depth;
    Report($"product {rows} × {depth} × {columns}", operations, () => MatrixProduct.Multiply(left, right, product, default, workers));
    Report($"product, left transposed", operations, () =>
        MatrixProduct.Multiply(left, product, right, new() { TransposeLeft = true }, workers));
    Report($"product, right transposed", operations, () =>
        MatrixProduct.Multiply(product, right, left, new() { TransposeRight = true }, workers));
}

void Report(string name, double operations, Action work, Func<double>? peakOf = null)
{
    if (!name.Contains(only, StringComparison.Ordinal))
    {
        return;
    }

    // The clock of a shared core changes from moment to moment: every slice stands beside a slice of the peak, taken right before it.
    int calls = ThreadClock.CallsPerSlice(work, SecondsPerSlice);
    var slices = new (double Gigaflops, double Peak)[Slices];
    for (int slice = 0; slice < Slices; slice++)
    {
        double peak = peakOf?.Invoke() ?? Peak.Measure();
        slices[slice] = (operations / ThreadClock.Measure(work, calls) / 1e9, peak);
    }

    double median = Quantile(slices.Select(slice => slice.Gigaflops), 0.5);
    double medianPeak = Quantile(slices.Select(slice => slice.Peak), 0.5);
    double share = Quantile(slices.Select(slice => slice.Gigaflops / slice.Peak), 0.5);
    double quietShare = Quantile(slices.Select(slice => slice.Gigaflops / slice.Peak), 0.9);
    if (isJson)
    {
        Console.WriteLine(JsonSerializer.Serialize(new { name, gigaflops = median, peak = medianPeak, share, quietShare }));
    }
    else
    {
        Console.WriteLine($"{name,-58}{median,10:F1}{medianPeak,8:F0}{share,8:P0}{quietShare,8:P0}");
    }
}

// The median says what one gets beside one's neighbours; nine tenths up, what the code does when they are quiet.
static double Quantile(IEnumerable<double> values, double share) => values.Order().ElementAt((int)(share * (Slices - 1)));

Tensor Normal(Shape shape)
{
    var arena = new Arena(Arena.BytesOf(shape));
    arenas.Add(arena);
    Tensor tensor = arena.Tensor(0, shape);
    var random = new Philox(1, (ulong)arenas.Count);
    foreach (ref float value in tensor.Values)
    {
        value = random.NextSingle() - 0.5f;
    }

    return tensor;
}
