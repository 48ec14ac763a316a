using Discern.Tests.Shared;

namespace Discern.Imaging.Tests;

public sealed class RegularFileTests : IDisposable
{
    private const string Reason = "it is no file, but a pipe, a socket or a device";

    // What is wrong here waits for ever.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern-");

    public void Dispose() => folder.Delete(recursive: true);

    [UnixFact]
    public async Task A_pipe_or_a_device_in_the_place_of_a_picture_is_refused_with_a_reason()
    {
        NamedPipe.Make(In("pipe.jpg"));
        File.CreateSymbolicLink(In("to-pipe.jpg"), "pipe.jpg");
        File.CreateSymbolicLink(In("endless.jpg"), "/dev/zero");
        foreach (string path in (string[])[In("pipe.jpg"), In("to-pipe.jpg"), In("endless.jpg"), "/dev/null"])
        {
            Assert.True(RegularFile.IsOther(path));
            Assert.Equal(Reason, (await Assert.ThrowsAsync<IOException>(() => Within(() => RegularFile.OpenRead(path).Dispose()))).Message);
            var failure = await Assert.ThrowsAsync<UnreadablePictureException>(() => Within(() => PictureDecoder.Decode(path, new DecodeOptions())));
            Assert.Equal(Reason, failure.Reason);
        }
    }

    [UnixFact]
    public void Files_are_opened_also_through_links_and_what_is_not_there_says_so()
    {
        File.WriteAllText(In("file.jpg"), "contents");
        File.WriteAllText(In("empty.jpg"), "");
        File.CreateSymbolicLink(In("link.jpg"), "file.jpg");
        File.CreateSymbolicLink(In("broken.jpg"), "nowhere.jpg");

        Assert.All(["file.jpg", "empty.jpg", "link.jpg", "broken.jpg", "absent.jpg", "."], name => Assert.False(RegularFile.IsOther(In(name))));
        Assert.Equal(8, Length("link.jpg"));
        Assert.Equal(0, Length("empty.jpg"));
        Assert.Throws<FileNotFoundException>(() => Length("absent.jpg"));
        Assert.Throws<FileNotFoundException>(() => Length("broken.jpg"));
        Assert.Throws<UnauthorizedAccessException>(() => Length("."));
    }

    private static Task Within(Action work) => Task.Run(work).WaitAsync(Limit);

    private long Length(string name)
    {
        using FileStream file = RegularFile.OpenRead(In(name));
        return file.Length;
    }

    private string In(string name) => Path.Combine(folder.FullName, name);
}
