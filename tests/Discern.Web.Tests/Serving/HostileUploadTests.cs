using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Discern.Imaging;
using Discern.Tests.Shared;

namespace Discern.Web.Tests.Serving;

/// <summary>What a stranger may send: each is answered with a status and a sentence, the next request is served, and nothing is written anywhere.</summary>
public sealed class HostileUploadTests(ServedFixture fixture) : IClassFixture<ServedFixture>, IAsyncLifetime
{
    private const int LongName = 10_000;
    private const int ManyParts = 10_000;

    private HashSet<string> _before = [];

    public Task InitializeAsync()
    {
        _before = Files();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await PredictionApiTests.JsonAsync(await fixture.Client.PostAsync("/api/predict", PredictionApiTests.Body("image/png", ServedFixture.Png)));
        Assert.Equal(0, fixture.Served.Predictor.Statistics.Waiting);
        Assert.Empty(fixture.Faults);
        Assert.Empty(Files().Except(_before, StringComparer.Ordinal));
    }

    [SharedFact("datasets/hostile")]
    public async Task Real_files_of_the_odd_sort_are_answered_or_refused_with_a_reason()
    {
        var (answered, refused, large) = (0, 0, 0);
        foreach (var path in Directory.GetFiles(SharedFiles.Find("datasets/hostile")!))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/predict") { Content = PredictionApiTests.Body("application/octet-stream", await File.ReadAllBytesAsync(path)) };
            request.Headers.ExpectContinue = true; // asks before it sends: who still sends may not read that it is too much
            var response = await fixture.Client.SendAsync(request);
            switch (response.StatusCode)
            {
                case HttpStatusCode.OK:
                    answered++;
                    break;
                case HttpStatusCode.UnprocessableEntity:
                    Assert.Contains("cannot be read", (string?)(await PredictionApiTests.ProblemAsync(response))["detail"], StringComparison.Ordinal);
                    refused++;
                    break;
                default:
                    Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
                    await PredictionApiTests.ProblemAsync(response);
                    large++;
                    break;
            }
        }

        Assert.Equal(30, answered + refused + large);
        Assert.True(answered >= 15 && refused >= 7, $"{answered} were answered, {refused} refused, {large} too large.");
    }

    [Fact]
    public async Task A_small_file_that_would_be_a_huge_picture_is_refused_by_its_header()
    {
        foreach (var (name, contents) in new[] { ("bomb.png", HugePng(100_000, 100_000)), ("bomb.pgm", Encoding.ASCII.GetBytes("P5 100000 100000 255\n")), ("bomb.svg", Encoding.ASCII.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90000\" height=\"90000\"/>")) })
        {
            var problem = await RefusedAsync(HttpStatusCode.UnprocessableEntity, PredictionApiTests.Body("application/octet-stream", contents), "?name=" + name);
            Assert.Contains("more than 10000000 are not decoded", (string?)problem["detail"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_no_picture_is_named_for_what_it_is()
    {
        foreach (var (contents, reason) in new (byte[], string)[]
        {
            ([], "the file is empty"),
            (ServedFixture.Png[..(ServedFixture.Png.Length / 2)], "cannot be read"),
            ("<!doctype html><title>x</title>"u8.ToArray(), "a web page"),
            ("plain text"u8.ToArray(), "text, not a picture"),
            (Zip(), "none of JPEG, PNG"),
            ([.. "GIF89a"u8, .. new byte[100]], "cannot be read"),
        })
        {
            var problem = await RefusedAsync(HttpStatusCode.UnprocessableEntity, PredictionApiTests.Body("application/octet-stream", contents));
            Assert.Contains(reason, (string?)problem["detail"], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/zip")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/mixed; boundary=x")]
    [InlineData(null)]
    public async Task Another_kind_of_request_is_told_which_ones_there_are(string? kind)
    {
        using var content = new ByteArrayContent(ServedFixture.Png);
        content.Headers.TryAddWithoutValidation("Content-Type", kind);

        Assert.Contains("multipart/form-data", (string?)(await RefusedAsync(HttpStatusCode.UnsupportedMediaType, content))["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../../etc/passwd", "passwd")]
    [InlineData(@"C:\Windows\win.ini", "win.ini")]
    [InlineData("/absolute/dog.png", "dog.png")]
    [InlineData("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>")]
    [InlineData("a\u0001b\u202Egnp.exe", "abgnp.exe")]
    [InlineData("..", "..")]
    [InlineData("folder/", "picture 1")]
    [InlineData("", "picture 1")]
    public async Task A_name_is_only_a_name(string name, string shown)
    {
        var answer = await PredictionApiTests.JsonAsync(await PostJsonAsync(new JsonObject { ["name"] = name, ["data"] = Convert.ToBase64String(ServedFixture.Png) }));

        Assert.Equal(shown, (string?)answer["predictions"]![0]!["name"]);
        Assert.DoesNotContain("<img", await (await PostJsonAsync(new JsonObject { ["name"] = name, ["data"] = "" })).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_very_long_name_is_cut()
    {
        using var form = new MultipartFormDataContent { { PredictionApiTests.Body("image/png", ServedFixture.Png), "a", new string('n', LongName) } };

        var answer = await PredictionApiTests.JsonAsync(await fixture.Client.PostAsync("/api/predict", form));

        Assert.Equal(new string('n', 200), (string?)answer["predictions"]![0]!["name"]);
    }

    [Fact]
    public async Task A_name_of_line_breaks_in_a_form_adds_no_header()
    {
        var body = Encoding.UTF8.GetBytes("--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a%0d%0aSet-Cookie: b=c\"\r\n\r\nno picture\r\n--x--\r\n");

        var response = await fixture.Client.PostAsync("/api/predict", PredictionApiTests.Body("multipart/form-data; boundary=x", body));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("multipart/form-data", "--x\r\n", "boundary")]
    [InlineData("multipart/form-data; boundary=\"\"", "--x\r\n", "boundary")]
    [InlineData("multipart/form-data; boundary=yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy", "--x\r\n", "boundary")]
    [InlineData("multipart/form-data; boundary=x", "", "RFC 7578")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.png\"\r\n\r\nhalf", "RFC 7578")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nno header at all\r\n\r\nb\r\n--x--\r\n", "RFC 7578")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n", "not a file")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\n\r\nb\r\n--x--\r\n", "not a file")]
    [InlineData("multipart/form-data; boundary=x", "--x--\r\n", "no picture")]
    [InlineData("application/json", "", "JSON cannot be read")]
    [InlineData("application/json", "null", "JSON cannot be read")]
    [InlineData("application/json", "{}", "JSON cannot be read")]
    [InlineData("application/json", """{"pictures": []}""", "no picture")]
    [InlineData("application/json", """{"pictures": [null]}""", "JSON")]
    [InlineData("application/json", """{"pictures": [{"name": "a"}]}""", "JSON")]
    [InlineData("application/json", """{"pictures": [{"data": "***"}]}""", "JSON cannot be read at $.pictures[0].data")]
    [InlineData("application/json", """{"pictures": [{"data": "", "extra": 1}]}""", "JSON cannot be read")]
    [InlineData("application/json", """[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[""", "JSON cannot be read")]
    public async Task A_malformed_body_is_refused_with_what_is_wrong(string kind, string body, string sentence)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", kind);

        Assert.Contains(sentence, (string?)(await RefusedAsync(HttpStatusCode.BadRequest, content))["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_thousand_parts_are_too_many()
    {
        var body = new StringBuilder();
        for (var part = 0; part < ManyParts; part++)
        {
            body.Append("--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n\r\n");
        }

        var problem = await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, PredictionApiTests.Body("multipart/form-data; boundary=x", Encoding.ASCII.GetBytes($"{body}--x--\r\n")));

        Assert.Contains($"more than {ServedFixture.MaximumPictures} pictures", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_with_too_many_or_too_long_headers_is_malformed()
    {
        foreach (var headers in new[] { string.Concat(Enumerable.Range(0, 100).Select(index => $"X-{index}: a\r\n")), $"X: {new string('a', 100_000)}\r\n" })
        {
            var body = Encoding.ASCII.GetBytes($"--x\r\n{headers}Content-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\nb\r\n--x--\r\n");
            await RefusedAsync(HttpStatusCode.BadRequest, PredictionApiTests.Body("multipart/form-data; boundary=x", body));
        }
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_whether_it_says_its_length_or_not()
    {
        var large = new byte[ServedFixture.MaximumUpload + 1];
        foreach (var isChunked in new[] { false, true })
        {
            foreach (var kind in new[] { "image/png", "application/json", "multipart/form-data; boundary=x" })
            {
                // Written by hand: a client that still sends may not read what it is told.
                var head = $"POST /api/predict HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nConnection: close\r\n"
                    + (isChunked ? "Transfer-Encoding: chunked\r\n\r\n" : $"Content-Length: {large.Length}\r\n\r\n");
                var start = kind.StartsWith("multipart", StringComparison.Ordinal) ? "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n"u8 : [];
                byte[] body = isChunked ? Chunked([.. start, .. large], 32 << 10) : [];

                var answer = await TalkAsync(async stream => await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body]));

                Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
                Assert.Contains($"larger than {ServedFixture.MaximumUpload} bytes", answer, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_body_that_trickles_is_cut_off_while_others_are_served()
    {
        var slow = TalkAsync(async stream =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /api/predict HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/png\r\nContent-Length: 100000\r\n\r\n"));
            for (var part = 0; part < 40; part++)
            {
                await stream.WriteAsync(new byte[100]);
                await Task.Delay(100);
            }
        });

        await PredictionApiTests.JsonAsync(await fixture.Client.PostAsync("/api/predict", PredictionApiTests.Body("image/png", ServedFixture.Png)));
        var answer = await slow;

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("did not arrive within 2 seconds", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_goes_away_in_the_middle_leaves_nothing_behind()
    {
        for (var turn = 0; turn < 20; turn++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(fixture.Server.Address.Host, fixture.Server.Address.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("POST /api/predict HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/png\r\nContent-Length: 900000\r\n\r\nhalf"));
        }

        for (var turn = 0; turn < 100 && !(await fixture.Client.GetStringAsync("/metrics")).Contains("discern_upload_bytes 0\n", StringComparison.Ordinal); turn++)
        {
            await Task.Delay(50);
        }

        Assert.Contains("discern_upload_bytes 0\n", await fixture.Client.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_the_queue_holds_is_refused_for_a_moment_and_nobody_waits_in_vain()
    {
        // Pictures of some 9 million pixels take long enough for the queue to fill.
        var large = PictureEncoder.Png(new Picture(3000, 3000, 1, new byte[9_000_000]));
        Assert.True(large.Length < ServedFixture.MaximumUpload);
        var responses = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            using var form = new MultipartFormDataContent();
            for (var part = 0; part < ServedFixture.MaximumPictures; part++)
            {
                form.Add(PredictionApiTests.Body("image/png", large), "a", $"{part}.png");
            }

            return await fixture.Client.PostAsync("/api/predict", form);
        }));

        foreach (var response in responses)
        {
            if (response.StatusCode == HttpStatusCode.OK)
            {
                Assert.Equal(ServedFixture.MaximumPictures, (await PredictionApiTests.JsonAsync(response))["predictions"]!.AsArray().Count);
            }
            else
            {
                Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
                Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter!.Delta);
                await PredictionApiTests.ProblemAsync(response);
            }
        }

        Assert.Contains(responses, response => response.StatusCode == HttpStatusCode.OK);
        Assert.Contains(responses, response => response.StatusCode == HttpStatusCode.TooManyRequests);
    }

    private async Task<JsonObject> RefusedAsync(HttpStatusCode status, HttpContent content, string query = "")
    {
        var response = await fixture.Client.PostAsync("/api/predict" + query, content);
        Assert.True(status == response.StatusCode, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return await PredictionApiTests.ProblemAsync(response);
    }

    private Task<HttpResponseMessage> PostJsonAsync(JsonObject picture) =>
        fixture.Client.PostAsync("/api/predict", new StringContent(new JsonObject { ["pictures"] = new JsonArray(picture) }.ToJsonString(), Encoding.UTF8, "application/json"));

    /// <summary>Sends bytes as they are and returns all that comes back, also where the server hangs up in the middle.</summary>
    private async Task<string> TalkAsync(Func<Stream, Task> send)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(fixture.Server.Address.Host, fixture.Server.Address.Port);
        var stream = client.GetStream();
        var sending = send(stream);
        var answer = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer) is > 0 and var count)
            {
                answer.Write(buffer, 0, count);
            }
        }
        catch (IOException)
        {
            // The server has hung up; what it said before counts.
        }

        await sending.ContinueWith(_ => { }, TaskScheduler.Default);
        return Encoding.UTF8.GetString(answer.ToArray());
    }

    private HashSet<string> Files() =>
        [.. Directory.EnumerateFiles(Path.Combine(fixture.Run.Path, "..", ".."), "*", SearchOption.AllDirectories), .. Directory.EnumerateFiles(Environment.CurrentDirectory)];

    private static byte[] Chunked(byte[] contents, int size)
    {
        var body = new MemoryStream();
        foreach (var chunk in contents.Chunk(size))
        {
            body.Write(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"));
            body.Write(chunk);
            body.Write("\r\n"u8);
        }

        body.Write("0\r\n\r\n"u8);
        return body.ToArray();
    }

    private static byte[] Zip()
    {
        var contents = new MemoryStream();
        using (var archive = new ZipArchive(contents, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("../../escape.png").Open();
            entry.Write(new byte[1 << 20]);
        }

        return contents.ToArray();
    }

    /// <summary>A PNG whose header promises a size; its data would be the zeros of the first rows.</summary>
    private static byte[] HugePng(int width, int height)
    {
        var contents = (byte[])ServedFixture.Png.Clone();
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(contents.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(contents.AsSpan(20), height);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(contents.AsSpan(29), Crc32(contents.AsSpan(12, 17)));
        return contents;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
            }
        }

        return ~crc;
    }
}
