using Discern.Compute;
using Discern.Neural.Graphs;

namespace Discern.Neural.Tests.Graphs;

public sealed class SummaryTests
{
    [Fact]
    public void The_faces_network_has_its_published_parameters()
    {
        Graph graph = Networks.Faces();

        Assert.Equal(92_868, graph.ParameterCount);
        Assert.Equal(92_868, graph.TrainableParameterCount);
    }

    [Fact]
    public void The_hotdog_network_has_its_published_parameters() => Assert.Equal(1_615_905, Networks.HotDog().ParameterCount);

    [Fact]
    public void Rows_bear_the_names_and_shapes_of_Keras()
    {
        IReadOnlyList<SummaryRow> rows = Summary.Of(Networks.Faces());

        Assert.Equal(new SummaryRow("input_layer", "InputLayer", new Shape(1, 64, 64, 1), 0), rows[0]);
        Assert.Equal(new SummaryRow("conv2d", "Conv2D", new Shape(1, 62, 62, 32), 320), rows[1]);
        Assert.Equal(new SummaryRow("re_lu", "ReLU", new Shape(1, 62, 62, 32), 0), rows[2]);
        Assert.Equal(new SummaryRow("max_pooling2d", "MaxPooling2D", new Shape(1, 31, 31, 32), 0), rows[3]);
        Assert.Equal(new SummaryRow("conv2d_1", "Conv2D", new Shape(1, 29, 29, 32), 9248), rows[4]);
        Assert.Equal(new SummaryRow("flatten", "Flatten", new Shape(1, 1152), 0), rows[10]);
        Assert.Equal(new SummaryRow("dense", "Dense", new Shape(1, 64), 73792), rows[11]);
        Assert.Equal(new SummaryRow("dropout", "Dropout", new Shape(1, 64), 0), rows[13]);
        Assert.Equal(new SummaryRow("dense_1", "Dense", new Shape(1, 4), 260), rows[14]);
        Assert.Equal(15, rows.Count);
    }

    [Fact]
    public void Statistics_count_as_parameters_that_are_not_trainable()
    {
        Node input = Graph.Input(5);
        var graph = new Graph(input, input.BatchNormalization().Dense(2));

        Assert.Equal(20 + 12, graph.ParameterCount);
        Assert.Equal(10 + 12, graph.TrainableParameterCount);
    }

    [Fact]
    public void A_layer_that_does_not_fit_is_refused_in_a_sentence()
    {
        Node input = Graph.Input(5, 5, 1);

        ArgumentException tooSmall = Assert.Throws<ArgumentException>(() => input.Convolution(2, 3).MaxPool(2).Convolution(2, 3));
        Assert.Contains("window of 3 × 3, larger than its input of 1 × 1", tooSmall.Message, StringComparison.Ordinal);
        ArgumentException notFlat = Assert.Throws<ArgumentException>(() => input.Dense(2));
        Assert.Contains("Flatten", notFlat.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => input.Add(input.Convolution(1, 3)));
        Assert.Throws<ArgumentException>(() => new Graph(Graph.Input(5, 5, 1), input.Relu()));
    }
}
