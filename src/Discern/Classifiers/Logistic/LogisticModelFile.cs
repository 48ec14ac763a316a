using Discern.Classifiers.Scaling;
using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Neural.Training;

namespace Discern.Classifiers.Logistic;

/// <summary>A logistic model as a file in the safetensors format.</summary>
/// <remarks>The tensors are <c>coefficients</c> (outputs × features), <c>intercepts</c>, <c>means</c> and <c>scales</c>; every bit comes back.</remarks>
public static class LogisticModelFile
{
    private const string Coefficients = "coefficients";
    private const string Intercepts = "intercepts";
    private const string Means = "means";
    private const string Scales = "scales";

    /// <summary>Writes a model; a file of that name is replaced.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    public static void Write(string path, LogisticModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var matrix = new Shape(model.Intercepts.Length, model.Features);
        var outputs = new Shape(model.Intercepts.Length);
        var features = new Shape(model.Features);
        using var memory = new Tensors(matrix, outputs, features, features);
        model.Coefficients.CopyTo(memory[0].Values);
        model.Intercepts.CopyTo(memory[1].Values);
        model.Standardization.Means.CopyTo(memory[2].Values);
        model.Standardization.Scales.CopyTo(memory[3].Values);
        SafeTensors.Write(path, [new(Coefficients, memory[0]), new(Intercepts, memory[1]), new(Means, memory[2]), new(Scales, memory[3])]);
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="DiscernException">The file cannot be read, is malformed, or holds no logistic model.</exception>
    public static LogisticModel Read(string path)
    {
        using SafeTensorsFile file = SafeTensorsFile.Open(path);
        if (!file.Entries.TryGetValue(Coefficients, out SafeTensorsEntry? entry) || entry.Shape is not [> 0 and <= int.MaxValue, > 0 and <= int.MaxValue])
        {
            throw new DiscernException($"The file '{path}' holds no logistic model: it has no matrix '{Coefficients}'.");
        }

        if (entry.Length / sizeof(float) / entry.Shape[0] != entry.Shape[1])
        {
            throw new DiscernException($"The file '{path}' holds no usable logistic model: '{Coefficients}' claims {string.Join(" × ", entry.Shape)} values in {entry.Length} bytes.");
        }

        var outputs = new Shape((int)entry.Shape[0]);
        var features = new Shape((int)entry.Shape[1]);
        using var memory = new Tensors(new Shape(outputs.Batch, features.Batch), outputs, features, features);
        file.Read(Coefficients, memory[0]);
        file.Read(Intercepts, memory[1]);
        file.Read(Means, memory[2]);
        file.Read(Scales, memory[3]);
        try
        {
            return new LogisticModel(memory[0].Values, memory[1].Values, new Standardization(memory[2].Values, memory[3].Values));
        }
        catch (ArgumentException exception)
        {
            throw new DiscernException($"The file '{path}' holds no usable logistic model: {exception.Message}", exception);
        }
    }

    /// <summary>Tensors in one block of memory.</summary>
    private sealed class Tensors : IDisposable
    {
        private readonly Arena arena;
        private readonly List<Tensor> tensors = [];

        public Tensors(params Shape[] shapes)
        {
            arena = new Arena(shapes.Sum(Arena.BytesOf));
            long offset = 0;
            foreach (Shape shape in shapes)
            {
                tensors.Add(arena.Tensor(offset, shape));
                offset += Arena.BytesOf(shape);
            }
        }

        public Tensor this[int index] => tensors[index];

        public void Dispose() => arena.Dispose();
    }
}
