using Discern.Classifiers;
using Discern.Compute.Random;
using Discern.Imaging;
using Microsoft.Win32.SafeHandles;

namespace Discern.Tests.Classifiers;

public sealed class PictureScratchTests : IDisposable
{
    private const int Pictures = 50;

    // 13 × 13 in three colours: not a multiple of eight bytes.
    private static readonly NetworkDescription Network = new("test", 13, 3, []);
    private static readonly long PictureBytes = Network.Size * Network.Size * Network.Channels;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Pictures_come_back_bit_for_bit_on_many_threads()
    {
        using PictureScratch scratch = Open(new CnnOptions());
        Assert.Null(scratch.Find(0));

        // Each is brought and asked for four times at once, before, while and after it is written.
        Parallel.For(0, 4 * Pictures, new ParallelOptions { MaxDegreeOfParallelism = 8 }, turn =>
        {
            int index = turn % Pictures;
            Assert.True(scratch.Hold(index, Drawn(index)));
            Assert.True(scratch.Find(index) is not { } found || found.Pixels.SequenceEqual(Drawn(index).Pixels));
        });

        Assert.Null(scratch.Trouble);
        for (int index = 0; index < Pictures; index++)
        {
            Assert.True(scratch.Has(index));
            Assert.Equal(Drawn(index).Pixels, scratch.Find(index)?.Pixels);
        }
    }

    [Fact]
    public void No_more_are_held_than_there_is_room_for()
    {
        using PictureScratch scratch = Open(new CnnOptions { DiskCacheBytes = (20 * PictureBytes) + 1 });
        Assert.Equal(20 * PictureBytes, scratch.Capacity);

        Parallel.For(0, Pictures, index => scratch.Hold(index, Drawn(index)));

        Assert.Equal(20, Enumerable.Range(0, Pictures).Count(scratch.Has));
        Assert.Equal(20, Enumerable.Range(0, Pictures).Count(index => scratch.Find(index)?.Pixels.SequenceEqual(Drawn(index).Pixels) ?? false));
        Assert.Null(scratch.Trouble);
    }

    [Fact]
    public void Nothing_is_left_of_the_file()
    {
        using (PictureScratch scratch = Open(new CnnOptions()))
        {
            Assert.True(scratch.Hold(0, Drawn(0)));
            Assert.Equal(OperatingSystem.IsWindows() ? 1 : 0, Directory.GetFiles(folder.In("scratch")).Length); // where it has no name, a killed process leaves none
            Assert.NotNull(scratch.Find(0));
        }

        Assert.Empty(Directory.GetFiles(folder.In("scratch")));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_holds_nothing()
    {
        folder.With("scratch", "a file where a folder is to be");
        using PictureScratch scratch = Open(new CnnOptions());
        Assert.NotNull(scratch.Trouble);
        Assert.Equal(0, scratch.Capacity);
        Assert.False(scratch.Hold(0, Drawn(0)));
        Assert.Null(scratch.Find(0));
    }

    [FullDiskFact]
    public void A_full_disk_holds_nothing()
    {
        using PictureScratch scratch = Over(FullDiskFactAttribute.Device);
        Assert.False(scratch.Hold(0, Drawn(0)));
        Assert.StartsWith("No space left on device", scratch.Trouble, StringComparison.Ordinal);
        Assert.False(scratch.Has(0));
        Assert.Null(scratch.Find(0));
    }

    [Fact]
    public void A_record_that_was_lost_is_not_held()
    {
        folder.With("file", "");
        using PictureScratch scratch = Over(folder.In("file"));
        for (int index = 0; index < 3; index++)
        {
            Assert.True(scratch.Hold(index, Drawn(index)));
        }

        using (FileStream disk = new(folder.In("file"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            disk.SetLength((3 * PictureBytes) - 1);
            disk.Position = (2 * PictureBytes) - 1;
            disk.WriteByte((byte)(Drawn(1).Pixels[^1] ^ 1));
        }

        Assert.NotNull(scratch.Find(0));
        Assert.Null(scratch.Find(1));
        Assert.Null(scratch.Find(2));
    }

    [Fact]
    public void A_picture_of_another_shape_is_not_held()
    {
        using PictureScratch scratch = Open(new CnnOptions());
        Assert.False(scratch.Hold(0, new Picture(Network.Size, Network.Size, 1, new byte[PictureBytes / 3])));
        Assert.False(scratch.Hold(0, new Picture(Network.Size * 3, Network.Size, 1, new byte[PictureBytes])));
        Assert.Null(scratch.Find(0));
    }

    private static PictureScratch Over(string path)
    {
        SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        return new PictureScratch(file, Network, Pictures, Pictures * PictureBytes);
    }

    private static Picture Drawn(int index)
    {
        var random = new Philox(7, (ulong)index);
        byte[] pixels = new byte[PictureBytes];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)random.NextInt32(256);
        }

        return new Picture(Network.Size, Network.Size, Network.Channels, pixels);
    }

    private PictureScratch Open(CnnOptions options) =>
        PictureScratch.Open(options with { ScratchFolder = folder.In("scratch") }, Network, Pictures, Pictures * PictureBytes);
}
