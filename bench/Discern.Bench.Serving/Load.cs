using System.Diagnostics;
using System.Net.Http.Headers;

namespace Discern.Bench.Serving;

/// <summary>Clients that each send a picture, wait for the answer, and send the next, over connections that stay open.</summary>
/// <param name="Seconds">How long all took.</param>
/// <param name="Latencies">How long each request took, in seconds, rising.</param>
/// <param name="Errors">Requests that were not answered with 200.</param>
internal sealed record Load(double Seconds, IReadOnlyList<double> Latencies, int Errors)
{
    public double PicturesASecond => Latencies.Count / Seconds;

    /// <summary>The latency that a share of all requests stays below, in seconds.</summary>
    public double Percentile(double share) => Latencies[(int)Math.Ceiling(share * Latencies.Count) - 1];

    public static async Task<Load> RunAsync(Uri address, IReadOnlyList<byte[]> pictures, int clients, int requests)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = clients }) { BaseAddress = address };
        double[] latencies = new double[requests];
        int next = -1;
        int errors = 0;
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            int own;
            while ((own = Interlocked.Increment(ref next)) < requests)
            {
                using var content = new ByteArrayContent(pictures[own % pictures.Count]);
                content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
                long sent = Stopwatch.GetTimestamp();
                using HttpResponseMessage response = await client.PostAsync("/api/predict", content);
                await response.Content.CopyToAsync(Stream.Null);
                latencies[own] = Stopwatch.GetElapsedTime(sent).TotalSeconds;
                if (!response.IsSuccessStatusCode)
                {
                    Interlocked.Increment(ref errors);
                }
            }
        }));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Array.Sort(latencies);
        return new Load(seconds, latencies, errors);
    }
}
