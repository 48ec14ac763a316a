using Discern.Compute;
using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;

namespace Discern.Neural.Tests.Graphs;

/// <summary>Runs one operation on memory of its own and measures its gradients against finite differences.</summary>
internal sealed class OperationBench
{
    private const float Garbage = 1e30f;
    private const int MostCoordinates = 48;

    // A difference moves what goes into an activation by a few times its reach, a thousandth: by γ, as often as the value lies standard deviations from the mean.
    private const float NearKink = 0.01f;
    private const int MostDrawings = 100;

    private readonly OperationSample sample;
    private readonly Workers workers;
    private readonly StepMemory memory;
    private readonly Tensor projection;
    private readonly Tensor gradient;
    private readonly int count;

    public OperationBench(OperationSample sample, Workers workers)
    {
        this.sample = sample;
        this.workers = workers;
        Operation operation = sample.Operation;
        Shape output = operation.InferShape(sample.Inputs);
        Parameter[] parameters = operation.CreateParameters(sample.Inputs);
        OperationMemory needs = operation.Measure(sample.Inputs, output, isDifferentiated: true);
        count = output.Batch;
        projection = Tensors.Normal(output, 11);
        gradient = Tensors.Zeros(output);
        memory = new StepMemory
        {
            Inputs = [.. sample.Inputs.Select((shape, index) => MakeInput(shape, (ulong)index))],
            Output = Tensors.Zeros(output),
            OutputGradient = gradient,
            InputGradients = [.. sample.Inputs.Select(shape => Tensors.Filled(shape, Garbage))],
            Parameters = [.. parameters.Select((parameter, index) => MakeParameter(parameter, (ulong)index))],
            ParameterGradients = [.. parameters.Select(parameter => parameter.IsTrainable ? Tensors.Filled(parameter.Shape, Garbage) : default)],
            StateFloats = Room(needs.StateFloats),
            StateBytes = Room((needs.StateBytes + 3) / 4),
            Workspace = Room(needs.WorkspaceFloats),
        };
        if (sample.BeforeActivation is { } before)
        {
            LeaveKinks(before);
        }
    }

    /// <summary>Compares the gradients by all inputs and parameters; fails with a sentence on the first that is wrong.</summary>
    public void AssertGradients()
    {
        Forward();
        projection.Values.CopyTo(gradient.Values);
        sample.Operation.Backward(new Step(memory, 0, Context));
        for (int input = 0; input < memory.Inputs.Length; input++)
        {
            AssertGradient($"input {input}", memory.Inputs[input], memory.InputGradients[input]);
        }

        for (int parameter = 0; parameter < memory.Parameters.Length; parameter++)
        {
            if (memory.ParameterGradients[parameter].IsPresent)
            {
                AssertGradient($"parameter {parameter}", memory.Parameters[parameter], memory.ParameterGradients[parameter]);
            }
        }
    }

    private StepContext Context => new(count, IsTraining: true, Seed: 5, Number: 7, workers);

    private static Tensor Room(long floats) => floats == 0 ? default : Tensors.Zeros(new Shape((int)floats));

    private static Tensor MakeParameter(Parameter parameter, ulong seed)
    {
        Tensor tensor = Tensors.Normal(parameter.Shape, 100 + seed);
        foreach (ref float value in tensor.Values)
        {
            // A running variance is over 0.
            value = parameter.IsStatistic ? 1 + Math.Abs(value) : value * 0.5f;
        }

        return tensor;
    }

    private Tensor MakeInput(Shape shape, ulong seed) =>
        sample.HasDistinctInputs ? Tensors.Distinct(shape, 50 + seed) : Tensors.Normal(shape, 50 + seed);

    /// <summary>Draws values of the last input anew as long as what goes into the activation lies near 0 or 6.</summary>
    private void LeaveKinks(Operation before)
    {
        var random = new Philox(17, 0);
        int near = 1;
        for (int drawing = 0; drawing < MostDrawings && near > 0; drawing++)
        {
            near = 0;
            before.Forward(new Step(memory, 0, Context));
            for (int index = 0; index < memory.Output.Values.Length; index++)
            {
                float value = memory.Output.Values[index];
                if (Math.Min(Math.Abs(value), Math.Abs(value - 6)) < NearKink)
                {
                    memory.Inputs[^1].Values[index] = (float)random.NextNormal();
                    near++;
                }
            }
        }

        Assert.Equal(0, near);
    }

    private void Forward() => sample.Operation.Forward(new Step(memory, 0, Context));

    private void AssertGradient(string name, Tensor values, Tensor gradients)
    {
        Span<float> all = gradients.Values;
        double size = 0;
        foreach (float each in all)
        {
            size += (double)each * each;
        }

        size = Math.Sqrt(size / all.Length);
        int kinks = 0;
        int[] coordinates = Coordinates(all.Length);
        foreach (int coordinate in coordinates)
        {
            double difference = Difference(values, coordinate, sample.Reach);
            double allowed = (1e-2 * Math.Max(Math.Abs(difference), size)) + 1e-4;
            if (Math.Abs(difference - all[coordinate]) <= allowed)
            {
                continue;
            }

            // At a kink the difference depends on its reach; elsewhere the gradient is wrong.
            bool isKink = sample.KinkShare > 0 && Math.Abs(Difference(values, coordinate, sample.Reach / 8) - difference) > allowed / 2;
            kinks += isKink ? 1 : 0;
            Assert.True(
                isKink,
                $"{sample}: the gradient by {name} at {coordinate} is {all[coordinate]}, the difference quotient {difference}.");
        }

        Assert.True(kinks <= sample.KinkShare * coordinates.Length, $"{sample}: {kinks} of {coordinates.Length} coordinates of {name} lie at kinks.");
    }

    private static int[] Coordinates(int count)
    {
        int[] all = [.. Enumerable.Range(0, count)];
        new Philox(3, (ulong)count).Shuffle<int>(all);
        return all[..Math.Min(count, MostCoordinates)];
    }

    private double Difference(Tensor values, int coordinate, float reach)
    {
        float original = values.Values[coordinate];
        float up = original + reach;
        float down = original - reach;
        values.Values[coordinate] = up;
        double above = Loss();
        values.Values[coordinate] = down;
        double below = Loss();
        values.Values[coordinate] = original;
        return (above - below) / ((double)up - down);
    }

    private double Loss()
    {
        Forward();
        double loss = 0;
        Span<float> output = memory.Output.Values;
        for (int index = 0; index < output.Length; index++)
        {
            loss += (double)output[index] * projection.Values[index];
        }

        return loss;
    }
}
