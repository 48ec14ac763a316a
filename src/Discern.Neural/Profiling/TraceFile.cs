using System.Text.Json;

namespace Discern.Neural.Profiling;

/// <summary>Writes spans in the trace event format, as complete events ("X") in microseconds, one track for each thread.</summary>
/// <remarks>"Trace Event Format", the Chromium project; read by chrome://tracing, Perfetto and Speedscope.</remarks>
internal static class TraceFile
{
    private const int Process = 1;

    public static void Write(Stream stream, IReadOnlyList<TraceSpan> spans, TimeProvider clock)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("displayTimeUnit", "ms");
        json.WriteStartArray("traceEvents");
        WriteName(json, "process_name", thread: 0, "Discern");
        foreach (int thread in spans.Select(span => span.Thread).Distinct().Order())
        {
            WriteName(json, "thread_name", thread, thread == 0 ? "calling thread" : $"worker {thread}");
        }

        foreach (TraceSpan span in spans)
        {
            WriteSpan(json, span, clock);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteName(Utf8JsonWriter json, string kind, int thread, string name)
    {
        json.WriteStartObject();
        json.WriteString("ph", "M");
        json.WriteString("name", kind);
        json.WriteNumber("pid", Process);
        json.WriteNumber("tid", thread);
        json.WriteStartObject("args");
        json.WriteString("name", name);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSpan(Utf8JsonWriter json, TraceSpan span, TimeProvider clock)
    {
        json.WriteStartObject();
        json.WriteString("ph", "X");
        json.WriteString("name", span.Pass.Name);
        json.WriteString("cat", span.Pass.Category);
        json.WriteNumber("pid", Process);
        json.WriteNumber("tid", span.Thread);
        json.WriteNumber("ts", Microseconds(span.Start, clock));
        json.WriteNumber("dur", Microseconds(span.Ticks, clock));
        json.WriteEndObject();
    }

    // To the nanosecond: nested spans must not come to lie outside each other by rounding.
    private static decimal Microseconds(long ticks, TimeProvider clock) => decimal.Round((decimal)ticks * 1_000_000 / clock.TimestampFrequency, 3);
}
