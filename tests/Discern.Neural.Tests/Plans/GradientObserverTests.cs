using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;

namespace Discern.Neural.Tests.Plans;

public sealed class GradientObserverTests
{
    [Fact]
    public void What_is_said_to_be_final_does_not_change_any_more_and_becomes_more_on_the_way()
    {
        using var workers = new Workers(1);
        foreach (Graph graph in new[] { Networks.Chain(), Networks.Branches() })
        {
            using Weights weights = Weights.Initialize(graph, 1);
            using var plan = new Plan(graph, weights, new PlanOptions { Batch = 3, Purpose = PlanPurpose.Training }, workers);
            Tensors.FillNormal(plan.Input.Values, 1);
            plan.Forward(3);
            Tensors.FillNormal(plan.OutputGradient.Values, 2);
            var observer = new Snapshots(plan.Gradients!);
            plan.Backward(observer);

            Assert.True(observer.Seen.Count(seen => seen.From > 0) >= 2, "Nothing was final before the end.");
            Assert.Equal(0, observer.Seen[^1].From);
            float[] gradients = plan.Gradients!.All.Values.ToArray();
            Assert.All(observer.Seen, seen => Assert.Equal(gradients[seen.From..], seen.Values));
        }
    }

    private sealed class Snapshots(Weights gradients) : IGradientObserver
    {
        public List<(int From, float[] Values)> Seen { get; } = [];

        public void OnFinal(int from) => Seen.Add((from, gradients.All.Values[from..].ToArray()));
    }
}
