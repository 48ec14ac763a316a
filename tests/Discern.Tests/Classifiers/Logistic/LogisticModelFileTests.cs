using Discern.Classifiers.Logistic;
using Discern.Compute.Threading;

namespace Discern.Tests.Classifiers.Logistic;

public sealed class LogisticModelFileTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void EveryBitComesBack(int classes)
    {
        using var tables = new Tables();
        using var folder = new TemporaryFolder();
        TrainingTable table = tables.Clouds(50, 5, classes);
        LogisticModel model = LogisticRegression.Fit(table, new LogisticOptions(), Workers.Shared).Model;
        string path = Path.Combine(folder.Path, "model.safetensors");
        LogisticModelFile.Write(path, model);
        Assert.Equal(model.Predict(table.Features, Workers.Shared), LogisticModelFile.Read(path).Predict(table.Features, Workers.Shared));
    }

    [Fact]
    public void AFileOfSomethingElseIsRefusedWithASentence()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "model.safetensors");
        File.WriteAllBytes(path, [2, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}']);
        var exception = Assert.Throws<DiscernException>(() => LogisticModelFile.Read(path));
        Assert.Contains("holds no logistic model", exception.Message, StringComparison.Ordinal);
    }
}
