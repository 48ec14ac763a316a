using Discern.Balancing;
using Discern.Compute;
using Discern.Compute.Threading;
using Discern.Tests.Classifiers.Logistic;

namespace Discern.Tests.Balancing;

/// <summary>What every sampler must keep.</summary>
public sealed class SamplerContract : IDisposable
{
    private static readonly string[] Names = ["common", "rare", "rarest"];

    // They bring every class to one size: the largest, or the smallest.
    private static readonly string[] Growing = ["oversample", "smote", "borderline-smote", "adasyn", "kmeans-smote"];
    private static readonly string[] Shrinking = ["undersample", "cluster", "cluster-dbscan", "cluster-centroids", "near-miss", "near-miss-2"];

    private readonly Tables tables = new();

    public static TheoryData<string> All => [.. Samplers.All.Select(sampler => sampler.Name)];

    public void Dispose() => tables.Dispose();

    [Fact]
    public void Every_sampler_class_is_registered_and_names_are_unique()
    {
        Type[] types = [.. typeof(Sampler).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Sampler)) && !type.IsAbstract)];
        Assert.Equal(types.Select(type => type.Name).Order(), Samplers.All.Select(sampler => sampler.GetType().Name).Distinct().Order());
        Assert.Equal(Samplers.All.Count, Samplers.All.Select(sampler => sampler.Name).Distinct().Count());
        Assert.All(Samplers.All, sampler => Assert.Same(sampler, Samplers.Find(sampler.Name)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Rows_are_told_apart_and_counts_are_right(string name)
    {
        SamplingTable table = Table(12);
        Resampling chosen = Samplers.Find(name).Resample(table, seed: 3, Workers.Shared);

        Assert.Equal(chosen.Kept.Distinct().Order(), chosen.Kept);
        Assert.Equal(table.Labels.CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value), chosen.CountsBefore);
        int[] labels = chosen.Labels(table.Labels);
        Assert.Equal(chosen.Count, labels.Length);
        Assert.Equal(labels.CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value), chosen.CountsAfter);
        Assert.Equal(Samplers.Find(name).Synthesizes, chosen.Synthetic.Count > 0);
        if (Growing.Contains(name))
        {
            Assert.All(chosen.CountsAfter, count => Assert.Equal(chosen.CountsBefore.Max(), count));
            Assert.Equal(Enumerable.Range(0, table.Labels.Count), chosen.Kept);
        }
        else if (Shrinking.Contains(name))
        {
            Assert.All(chosen.CountsAfter, count => Assert.Equal(chosen.CountsBefore.Min(), count));
        }
        else if (!chosen.Copies.Any() && !Samplers.Find(name).Synthesizes)
        {
            Assert.Equal(chosen.CountsBefore[2], chosen.CountsAfter[2]);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void New_rows_lie_between_two_rows_of_their_class(string name)
    {
        SamplingTable table = Table(12);
        Resampling chosen = Samplers.Find(name).Resample(table, seed: 4, Workers.Shared);
        Tensor grown = chosen.ToTable(table.Features, out var arena);
        using (arena)
        {
            int next = chosen.Kept.Count + chosen.Copies.Count;
            foreach (SyntheticRow row in chosen.Synthetic)
            {
                Assert.Equal(row.Label, table.Labels[row.First]);
                Assert.Equal(row.Label, table.Labels[row.Second]);
                Assert.NotEqual(row.First, row.Second);
                Assert.InRange(row.Share, 0, 1);
                float[] first = table.Features.Slice(row.First, 1).Values.ToArray();
                float[] second = table.Features.Slice(row.Second, 1).Values.ToArray();
                float[] own = grown.Slice(next++, 1).Values.ToArray();
                Assert.All(Enumerable.Range(0, own.Length), column => Assert.Equal(first[column] + (row.Share * (second[column] - first[column])), own[column], 1e-5));
            }

            Assert.Equal(chosen.Count, next);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_same_seed_chooses_the_same_with_any_number_of_threads(string name)
    {
        SamplingTable table = Table(12);
        using var one = new Workers(1);
        using var three = new Workers(3);
        Resampling alone = Samplers.Find(name).Resample(table, seed: 5, one);
        Resampling together = Samplers.Find(name).Resample(table, seed: 5, three);
        Assert.Equal(alone.Kept, together.Kept);
        Assert.Equal(alone.Copies, together.Copies);
        Assert.Equal(alone.Synthetic, together.Synthetic);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Repeated_rows_constant_columns_and_a_tiny_class_are_borne(string name)
    {
        float[][] rows = [.. Tables.CloudRows(60, 4, 2, 3, 6).Select((row, place) => new float[] { MathF.Round(row[0]), MathF.Round(row[1]), 7, place < 2 ? 1 : 0 })];
        int[] labels = [.. rows.Select((_, place) => place < 2 ? 2 : place < 12 ? 1 : 0)];
        Resampling chosen = Samplers.Find(name).Resample(new SamplingTable(tables.Of(rows), labels, Names), seed: 1, Workers.Shared);
        Assert.All(chosen.CountsAfter, count => Assert.True(count > 0));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Bad_tables_get_a_sentence(string name)
    {
        Sampler sampler = Samplers.Find(name);
        float[][] rows = Tables.CloudRows(40, 3, 2, 1, 6);
        string one = Assert.Throws<DiscernException>(() => sampler.Resample(new SamplingTable(tables.Of(rows), new int[40], Names), 1, Workers.Shared)).Message;
        Assert.Equal("All 40 rows belong to class 'common': one class alone cannot be balanced. Add examples of another class.", one);
        rows[7][2] = float.NaN;
        string nan = Assert.Throws<DiscernException>(() => sampler.Resample(new SamplingTable(tables.Of(rows), [.. rows.Select((_, row) => row % 2)], Names), 1, Workers.Shared)).Message;
        Assert.Equal("Feature 2 of row 7 is NaN, where a finite number is needed. Mend the value, or leave the row out.", nan);
        Assert.Throws<DiscernException>(() => sampler.Resample(new SamplingTable(tables.Of([], 3), [], Names), 1, Workers.Shared));
    }

    [Fact]
    public void Fewer_neighbours_than_asked_for_are_said()
    {
        float[][] rows = Tables.CloudRows(30, 3, 2, 1, 6);
        int[] labels = [.. rows.Select((_, row) => row < 3 ? 1 : 0)];
        Resampling chosen = new Smote().Resample(new SamplingTable(tables.Of(rows), labels, ["no", "yes"]), 1, Workers.Shared);
        Assert.Equal("Class 'yes' has 3 members: 2 neighbours used instead of 5.", Assert.Single(chosen.Remarks));
        Assert.Equal([27, 27], chosen.CountsAfter);
    }

    [Fact]
    public void A_single_member_is_repeated_and_that_is_said()
    {
        float[][] rows = Tables.CloudRows(30, 3, 2, 1, 6);
        Resampling chosen = new Smote().Resample(new SamplingTable(tables.Of(rows), [.. rows.Select((_, row) => row == 4 ? 1 : 0)], ["no", "yes"]), 1, Workers.Shared);
        Assert.Equal(Enumerable.Repeat(4, 28), chosen.Copies);
        Assert.Contains("single member", Assert.Single(chosen.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_those_there_are() =>
        Assert.Contains("Name one of none, oversample,", Assert.Throws<ArgumentException>(() => Samplers.Find("smoke")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(10, new[] { 1, 2, 30 }, new[] { 1, 2, 7 })]
    [InlineData(7, new[] { 4, 4 }, new[] { 3, 4 })]
    [InlineData(6, new[] { 10, 10, 10 }, new[] { 2, 2, 2 })]
    public void Crowded_clusters_lose_most(int wanted, int[] sizes, int[] quotas) => Assert.Equal(quotas, ClusterUndersampling.Fill(wanted, sizes));

    private SamplingTable Table(int columns)
    {
        float[][] rows = Tables.CloudRows(300, columns, 3, 0.6, 7);
        int[] labels = [.. rows.Select((_, row) => row % 3 == 0 && row < 60 ? 2 : row % 3 == 1 && row < 150 ? 1 : 0)];
        return new SamplingTable(tables.Of(rows), labels, Names);
    }
}
