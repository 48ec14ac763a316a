using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Discern.Compute.Threading;
using Discern.Features;
using Discern.Features.Backbones;
using Discern.Features.Files;
using Discern.Manifests;
using Discern.Tests.Classifiers;

namespace Discern.Tests.Features.Files;

public sealed class FeatureFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_matrix_is_read_back_as_numpy_reads_it()
    {
        using var stream = new MemoryStream();
        var writer = new NumpyWriter(stream, 3);
        writer.Write([1, 2, 3]);
        writer.Write([-0.5f, float.NaN, float.PositiveInfinity]);
        writer.Finish();
        (string header, float[] values) = Read(stream.ToArray());
        Assert.Equal("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", header);
        Assert.Equal([1, 2, 3, -0.5f, float.NaN, float.PositiveInfinity], values);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Write([1, 2]));
    }

    [BackboneFact]
    public void Rows_are_the_features_of_the_pictures_that_the_index_names()
    {
        folder.WithSquares("data/train/red", 2, red: 230, blue: 30).WithSquares("data/val/blue", 1, red: 30, blue: 230).With("data/train/red/broken.png");
        using FeatureExtractor extractor = new(BackboneRegistry.Default, new FeatureOptions { CacheFolder = null, Batch = 2 }, Workers.Shared);
        var told = new List<FeatureRow>();

        long rows = FeatureFile.Write(Manifest.Open(folder.In("data")), extractor, folder.In("features.npy"), told.Add);

        Assert.Equal(3, rows);
        Assert.Equal(4, told.Count);
        Assert.EndsWith("broken.png", Assert.Single(told, row => row.Failure is not null).Path, StringComparison.Ordinal);
        Assert.Equal(
            ["path,category,split", "train/red/0.png,red,train", "train/red/1.png,red,train", "val/blue/0.png,blue,validation"],
            File.ReadAllLines(folder.In("index.csv")));
        (string header, float[] values) = Read(File.ReadAllBytes(folder.In("features.npy")));
        Assert.Equal("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4416), }", header);
        FeatureTable expected = extractor.Extract([folder.In("data", "train", "red", "0.png"), folder.In("data", "train", "red", "1.png"), folder.In("data", "val", "blue", "0.png")]);
        Assert.Equal(expected.Values, values);
    }

    [BackboneFact]
    public void Where_no_picture_can_be_read_nothing_is_written()
    {
        folder.With("data/broken.png");
        using FeatureExtractor extractor = new(BackboneRegistry.Default, new FeatureOptions { CacheFolder = null }, Workers.Shared);
        Assert.Throws<DiscernException>(() => FeatureFile.Write(Manifest.Open(folder.In("data")), extractor, folder.In("features.npy"), _ => { }));
        Assert.Equal([folder.In("data")], Directory.GetFileSystemEntries(folder.Path));
    }

    /// <summary>Version 1.0 of the format, as numpy.lib.format describes it.</summary>
    private static (string Header, float[] Values) Read(byte[] file)
    {
        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0], file[..8]);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8));
        Assert.Equal(0, (10 + length) % 64);
        Assert.Equal((byte)'\n', file[10 + length - 1]);
        return (Encoding.ASCII.GetString(file, 10, length).Trim(), MemoryMarshal.Cast<byte, float>(file.AsSpan(10 + length)).ToArray());
    }
}
