using System.Collections.Concurrent;
using System.Globalization;
using Discern.Serving;

namespace Discern.Web.Serving;

/// <summary>Counts the requests of the interface, and writes all figures for Prometheus.</summary>
internal sealed class ApiMetrics(IServedRuns runs, UploadBudget budget)
{
    private readonly ConcurrentDictionary<(string Route, int Status), long> _requests = new();
    private readonly Histogram _seconds = new(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10);

    /// <summary>Counts a request.</summary>
    /// <param name="route">Its route, not its address: those are few.</param>
    /// <param name="status">The status of its answer.</param>
    public void Count(string route, int status) => _requests.AddOrUpdate((route, status), 1, (_, count) => count + 1);

    /// <summary>Counts how long pictures took, from the first byte of the request to the answer.</summary>
    public void Took(TimeSpan time) => _seconds.Observe(time.TotalSeconds);

    /// <summary>All figures.</summary>
    public string Write()
    {
        var text = new MetricsText();
        if (runs.Current is { } run)
        {
            text.Family("discern_run_info", "gauge", "The run whose model answers.")
                .Value("discern_run_info", 1, ("run", run.Summary.Name), ("version", run.Summary.Version));
        }

        text.Family("discern_requests_total", "counter", "Requests by route and status.");
        foreach (var ((route, status), count) in _requests.OrderBy(entry => entry.Key))
        {
            text.Value("discern_requests_total", count, ("route", route), ("status", status.ToString(CultureInfo.InvariantCulture)));
        }

        text.Histogram("discern_predict_seconds", "How long requests with pictures took that were answered.", _seconds.Read());
        if (runs.Current is { } answering)
        {
            Write(text, answering.Predictor.Statistics);
        }

        return text
            .Single("discern_upload_bytes", "gauge", "Memory set apart for the requests under way.", budget.Held)
            .Single("process_resident_memory_bytes", "gauge", "Memory of the whole process.", Environment.WorkingSet)
            .Single("dotnet_heap_bytes", "gauge", "Memory of managed objects.", GC.GetTotalMemory(forceFullCollection: false))
            .ToString();
    }

    private static void Write(MetricsText text, ServingStatistics statistics) => text
        .Family("discern_pictures_total", "counter", "Pictures by what became of them.")
        .Value("discern_pictures_total", statistics.Answered, ("result", "answered"))
        .Value("discern_pictures_total", statistics.Unreadable, ("result", "unreadable"))
        .Value("discern_pictures_total", statistics.Refused, ("result", "refused"))
        .Value("discern_pictures_total", statistics.Abandoned, ("result", "abandoned"))
        .Value("discern_pictures_total", statistics.Failed, ("result", "failed"))
        .Histogram("discern_batch_pictures", "How many pictures went through the network together.", statistics.Batches)
        .Single("discern_queue_pictures", "gauge", "Pictures that were taken and are not yet answered.", statistics.Waiting)
        .Single("discern_queue_limit_pictures", "gauge", "The most pictures that may wait.", statistics.Limit);
}
