using System.Text.Json;
using Discern.Classifiers;
using Discern.Classifiers.Transfer;
using Discern.Compute.Bfloat16;
using Discern.Datasets;
using Discern.Features.Backbones;
using Discern.Neural.Plans;
using Discern.Runs;

namespace Discern.Tests.Classifiers.Transfer;

/// <summary>What bfloat16 comes to where the machine refuses it; the refusal is one for the whole process.</summary>
[Collection(AloneCollection.Name)]
public sealed class RefusedTilesTests : IDisposable
{
    private const string Reason = "a test refuses them";

    private readonly TemporaryFolder folder = new();
    private readonly IDisposable refusal = Amx.Force(AmxGate.Closed(Reason));

    public RefusedTilesTests() =>
        folder.WithSquares("data/red", 20, red: 230, blue: 30).WithSquares("data/blue", 20, red: 30, blue: 230);

    public void Dispose()
    {
        refusal.Dispose();
        folder.Dispose();
    }

    [BackboneFact]
    public void ARunIsThatOfSinglePrecisionAndSaysWhy()
    {
        RunFolder single = Transfer("single", Precision.Float32, out RecordingObserver observer);
        Assert.DoesNotContain(observer.Remarks, remark => remark.Contains(Reason, StringComparison.Ordinal));

        RunFolder refused = Transfer("refused", Precision.Bfloat16, out observer);
        Assert.Contains($"Features are computed in single precision, not in bfloat16. AMX tile instructions are not used: {Reason}.", observer.Remarks);
        Assert.Contains(observer.Remarks, remark => remark.Contains("all were kept from an earlier run", StringComparison.Ordinal));
        Assert.Equal("float32", refused.Description.Options["precision"].GetString());
        Assert.Equal(File.ReadAllBytes(single.ModelPath), File.ReadAllBytes(refused.ModelPath));
    }

    [BackboneFact]
    public void WhereNobodySaysThePrecisionTheRunSaysWhyItIsSingle()
    {
        RunFolder run = Transfer("auto", precision: null, out RecordingObserver observer);

        string expected = $"Features are computed in single precision, not in bfloat16. AMX tile instructions are not used: {Reason}.";
        Assert.Contains(expected, observer.Remarks);
        Assert.Contains(expected, RunFolder.Open(run.Path).Description.Remarks);
        Assert.Equal(File.ReadAllBytes(Transfer("single", Precision.Float32, out _).ModelPath), File.ReadAllBytes(run.ModelPath));
        using var predictor = new PicturePredictor(run);
        Assert.Null(predictor.Remark);
    }

    [BackboneFact]
    public void ARunOfAnotherMachineInBfloat16IsPredictedWithASentence()
    {
        RunFolder run = Transfer("run", Precision.Float32, out _);
        var told = new BackboneOptions { Precision = Precision.Bfloat16 };
        run.Save(run.Description with { Options = new Dictionary<string, JsonElement>(RunBackbone.Find(null, told).Options, StringComparer.Ordinal) });

        using var predictor = new PicturePredictor(RunFolder.Open(run.Path));
        Assert.Equal($"Features are computed in single precision, not in bfloat16. AMX tile instructions are not used: {Reason}.", predictor.Remark);
    }

    private RunFolder Transfer(string name, Precision? precision, out RecordingObserver observer)
    {
        RunFolder run = RunFolder.Create(folder.In(name));
        observer = new RecordingObserver();
        var options = new TransferOptions { BackboneOptions = new BackboneOptions { Precision = precision }, FeatureFolder = folder.In("features") };
        new TransferRecipe().Run(DatasetReader.Read(folder.In("data")), options, run, observer, CancellationToken.None);
        return run;
    }
}
