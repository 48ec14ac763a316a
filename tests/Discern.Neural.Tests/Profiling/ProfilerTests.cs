using System.Text.Json;
using Discern.Compute.Peaks;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;
using Discern.Neural.Profiling;
using Discern.Neural.Training;
using Discern.Neural.Tests.Training;

namespace Discern.Neural.Tests.Profiling;

public sealed class ProfilerTests : IDisposable
{
    private const int Batch = 4;

    private static readonly MachinePeak Peak = new(OperationsPerSecond: 1e9, BytesPerSecond: 1e8);

    private readonly Workers workers = new(2);

    [Fact]
    public void Time_inside_is_not_the_outer_one_s()
    {
        var profiler = new Profiler(Peak, new StepClock()); // looks at 0
        profiler.Begin("outer"); // 1
        profiler.Begin("inner"); // 2
        profiler.End(); // 3: inner took 1 ms
        profiler.End(); // 4: outer took 3 ms, 1 of them inside
        Profile profile = profiler.ToProfile(); // 5

        Assert.Equal([new PartProfile("outer", 1, 0.002), new PartProfile("inner", 1, 0.001)], profile.Parts);
        Assert.Equal(0.005, profile.Seconds, 9);
        Assert.Equal(0.002, profile.ElsewhereSeconds, 9);
    }

    [Fact]
    public void An_end_without_a_beginning_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => new Profiler(Peak).End());
    }

    [Fact]
    public void Waiting_for_elements_is_timed_and_using_them_is_not()
    {
        var profiler = new Profiler(Peak, new StepClock());

        Assert.Equal([1, 2, 3], profiler.Waiting("waiting", Enumerable.Range(1, 3)));

        // Three elements, and the look that finds no more.
        Assert.Equal(new PartProfile("waiting", 4, 0.004), Assert.Single(profiler.ToProfile().Parts));
    }

    [Fact]
    public void Arithmetic_and_bytes_of_a_dense_layer_are_counted_by_hand()
    {
        var profiler = new Profiler(Peak, new StepClock());
        Node input = Graph.Input(20);
        var graph = new Graph(input, input.Dense(10).Relu().Dense(3));
        using Weights weights = Weights.Initialize(graph, 1);
        using var plan = new Plan(graph, weights, new PlanOptions { Batch = Batch, Purpose = PlanPurpose.Training, Recorder = profiler.Plan("training") }, workers);
        plan.Forward(Batch);
        plan.Backward();
        plan.Forward(1);

        PlanProfile profile = Assert.Single(profiler.ToProfile().Plans);
        OperationProfile first = profile.Operations.Single(each => each.Name == "dense + re_lu");
        OperationProfile second = profile.Operations.Single(each => each.Name == "dense_1");

        // Two passes of 4 and 1 examples: input and output for each example, 20 × 10 + 10 parameters for each pass.
        Assert.Equal(new PassProfile(2, 0.002, 5 * 2 * 200, 4 * ((5 * 30) + (2 * 210))), first.Forward);

        // No gradient of the input is wanted. Read: the output's gradient, the output (for its sign) and the input; written: the parameters' gradients.
        Assert.Equal(new PassProfile(1, 0.001, 4 * 2 * 200, 4 * ((4 * 40) + 210)), first.Backward);

        // Both gradients. Read: the output's gradient, the input, the parameters; written: the gradients of input and parameters.
        Assert.Equal(new PassProfile(1, 0.001, 4 * 2 * 2 * 30, 4 * ((4 * 23) + 33 + 33)), second.Backward);
    }

    [Fact]
    public void Joined_layers_are_named_and_what_is_a_view_takes_no_time()
    {
        var profiler = new Profiler(Peak, new StepClock());
        Graph graph = Networks.Chain();
        using Weights weights = Weights.Initialize(graph, 1);
        using var plan = new Plan(graph, weights, new PlanOptions { Batch = Batch, Recorder = profiler.Plan("answers") }, workers);
        plan.Forward(Batch);

        string[] names = [.. Assert.Single(profiler.ToProfile().Plans).Operations.Select(each => each.Name)];

        Assert.Contains("conv2d + batch_normalization + re_lu + max_pooling2d", names);
        Assert.Contains("conv2d_2 + max_pooling2d_1", names);
        Assert.DoesNotContain("flatten", names);
        Assert.DoesNotContain(names, name => name.Contains("dropout", StringComparison.Ordinal));
    }

    [Fact]
    public void Plans_parts_and_the_rest_add_up_to_the_whole()
    {
        Profile profile = Trained().ToProfile();

        Assert.Equal(["training", "validation"], profile.Plans.Select(plan => plan.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["batches: decode, augment, convert", "loss", "optimizer", "weights kept, checkpoint written"],
            profile.Parts.Select(part => part.Name).Order(StringComparer.Ordinal));
        double parts = profile.Parts.Sum(part => part.Seconds);
        double operations = profile.Plans.Sum(plan => plan.Operations.Sum(each => each.Forward.Seconds + each.Backward.Seconds));
        Assert.Equal(profile.Seconds, operations + parts + profile.ElsewhereSeconds, 9);
        Assert.True(profile.ElsewhereSeconds > 0, $"Work that is counted twice leaves less than nothing: {profile.ElsewhereSeconds}.");
        Assert.All(profile.Plans, plan => Assert.Equal(plan.Operations.OrderByDescending(each => each.Both.Seconds), plan.Operations));
    }

    [Fact]
    public void The_share_of_the_peak_is_the_least_time_over_the_time_taken()
    {
        // Arithmetic: 2 s and 1 s. Memory: 1 s and 4 s.
        var operation = new OperationProfile("conv2d", new(1, 2), new PassProfile(1, 5, 2e9, 1e8), new PassProfile(1, 7, 1e9, 4e8));

        Assert.Equal((2.0 + 4.0) / 12.0, operation.ShareOfPeak(Peak), 12);
        Assert.False(operation.Forward.IsMemoryBound(Peak));
        Assert.True(operation.Backward.IsMemoryBound(Peak));
    }

    [Fact]
    public void Being_timed_changes_no_bit()
    {
        Graph graph = Network();
        using Weights timed = Weights.Initialize(graph, 1);
        using Weights plain = Weights.Initialize(graph, 1);
        Train(graph, timed, new Profiler(Peak));
        Train(graph, plain, profiler: null);

        Assert.Equal(plain.All.Values.ToArray(), timed.All.Values.ToArray());
    }

    [Fact]
    public void The_trace_is_json_of_complete_events_that_nest()
    {
        using var stream = new MemoryStream();
        Trained().WriteTrace(stream);

        using JsonDocument document = JsonDocument.Parse(stream.ToArray());
        JsonElement[] events = [.. document.RootElement.GetProperty("traceEvents").EnumerateArray()];
        var spans = events.Where(each => each.GetProperty("ph").GetString() == "X")
            .Select(each => (
                Name: each.GetProperty("name").GetString()!,
                Track: each.GetProperty("tid").GetInt32(),
                Start: each.GetProperty("ts").GetDecimal(),
                End: each.GetProperty("ts").GetDecimal() + each.GetProperty("dur").GetDecimal()))
            .ToArray();
        Assert.Contains(spans, span => span.Name == "optimizer");
        Assert.Contains(spans, span => span.Name == "conv2d + re_lu + max_pooling2d, backward");
        Assert.All(spans, span => Assert.True(span.Start >= 0 && span.End > span.Start, $"{span}"));
        foreach (var track in spans.GroupBy(span => span.Track))
        {
            Assert.Contains(events, each => each.GetProperty("ph").GetString() == "M"
                && each.GetProperty("name").GetString() == "thread_name" && each.GetProperty("tid").GetInt32() == track.Key);
            Assert.DoesNotContain(track, span => track.Any(other => span.Start < other.Start && other.Start < span.End && span.End < other.End));
        }
    }

    [Fact]
    public void Each_worker_has_a_track_of_its_own()
    {
        var profiler = new Profiler(Peak, new StepClock());
        using var watched = new Workers(3) { Observer = profiler };
        profiler.Begin("work");
        watched.For(3, _ => Thread.Sleep(1));
        profiler.End();
        watched.For(3, _ => { }); // nothing is under way, so nothing can be named
        using var stream = new MemoryStream();
        profiler.WriteTrace(stream);

        using JsonDocument document = JsonDocument.Parse(stream.ToArray());
        var spans = document.RootElement.GetProperty("traceEvents").EnumerateArray().Where(each => each.GetProperty("ph").GetString() == "X").ToArray();
        Assert.All(spans, span => Assert.Equal("work", span.GetProperty("name").GetString()));
        Assert.Equal([0, 1, 2], spans.Select(span => span.GetProperty("tid").GetInt32()).Order());
        Assert.Equal(1, Assert.Single(profiler.ToProfile().Parts).Calls);
    }

    public void Dispose() => workers.Dispose();

    private static Graph Network()
    {
        Node input = Graph.Input(Stripes.Size, Stripes.Size, 1);
        Node maps = input.Convolution(8, 3).Relu().MaxPool(2).Convolution(6, 2).BatchNormalization().Relu();
        return new Graph(input, maps.Flatten().Dense(16).Relu().Dropout(0.2f).Dense(3));
    }

    private Profiler Trained()
    {
        var profiler = new Profiler(Peak, new StepClock());
        Graph graph = Network();
        using Weights weights = Weights.Initialize(graph, 1);
        Train(graph, weights, profiler);
        return profiler;
    }

    private void Train(Graph graph, Weights weights, Profiler? profiler)
    {
        var source = new Stripes(10);
        new Trainer(graph, weights, new TrainingOptions { Epochs = 2, Batch = Batch, Profiler = profiler }, workers)
            .Train(source, source, null, new RecordingObserver(), CancellationToken.None).State.Dispose();
    }
}
