using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Discern.Crawling.Browsing;

/// <summary>Talks to a browser in the Chrome DevTools Protocol: commands with answers, and events.</summary>
internal sealed class DevToolsConnection : IAsyncDisposable
{
    private const int LargestMessage = 256 << 20;

    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> pending = new();
    private readonly ConcurrentDictionary<string, Action<string, JsonElement>> listeners = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource closing = new();
    private Task reading = Task.CompletedTask;
    private int last;

    /// <summary>Whether the browser is still there.</summary>
    public bool IsOpen => !reading.IsCompleted;

    /// <summary>Connects to the address that a browser prints at its start.</summary>
    public static async Task<DevToolsConnection> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        var connection = new DevToolsConnection();
        await connection.socket.ConnectAsync(address, cancellationToken);
        connection.reading = Task.Run(connection.ReadAsync, CancellationToken.None);
        return connection;
    }

    /// <summary>Tells <paramref name="listener"/> of every event of a session, in order; it must not block.</summary>
    public void Listen(string session, Action<string, JsonElement> listener) => listeners[session] = listener;

    /// <summary>Ends <see cref="Listen"/>.</summary>
    public void Forget(string session) => listeners.TryRemove(session, out _);

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <param name="method">Such as <c>Page.navigate</c>.</param>
    /// <param name="parameters">What the protocol asks for.</param>
    /// <param name="session">The page that is meant; null for the browser itself.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="DevToolsException">The browser refuses, or is gone.</exception>
    public async Task<JsonElement> SendAsync(string method, JsonObject? parameters, string? session, CancellationToken cancellationToken)
    {
        int id = Interlocked.Increment(ref last);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        pending[id] = answer;
        try
        {
            if (!IsOpen)
            {
                throw Gone();
            }

            var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
            if (session is not null)
            {
                message["sessionId"] = session;
            }

            await WriteAsync(JsonSerializer.SerializeToUtf8Bytes(message), cancellationToken);
            return await answer.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            pending.TryRemove(id, out _);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await reading;
        socket.Dispose();
        sending.Dispose();
        closing.Dispose();
    }

    private async Task WriteAsync(byte[] message, CancellationToken cancellationToken)
    {
        await sending.WaitAsync(cancellationToken);
        try
        {
            // Half a message would be the end of the connection: what has begun is sent whole.
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, closing.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            throw Gone();
        }
        finally
        {
            sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            byte[] buffer = new byte[64 << 10];
            using var message = new MemoryStream();
            while (true)
            {
                ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(), closing.Token);
                if (part.MessageType == WebSocketMessageType.Close || message.Length + part.Count > LargestMessage)
                {
                    break;
                }

                message.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    Dispatch(JsonElement.Parse(message.GetBuffer().AsSpan(0, (int)message.Length)));
                    message.SetLength(0);
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or JsonException)
        {
            // The browser ended, or we did: whoever waits is told below.
        }

        foreach (TaskCompletionSource<JsonElement> waiting in pending.Values)
        {
            waiting.TrySetException(Gone());
        }
    }

    private void Dispatch(JsonElement message)
    {
        if (message.TryGetProperty("id", out JsonElement id))
        {
            if (pending.TryGetValue(id.GetInt32(), out TaskCompletionSource<JsonElement>? answer))
            {
                Answer(answer, message);
            }
        }
        else if (message.TryGetProperty("sessionId", out JsonElement session) && listeners.TryGetValue(session.GetString()!, out Action<string, JsonElement>? listener))
        {
            listener(message.GetProperty("method").GetString()!, message.GetProperty("params"));
        }
    }

    private static void Answer(TaskCompletionSource<JsonElement> answer, JsonElement message)
    {
        if (message.TryGetProperty("error", out JsonElement error))
        {
            answer.TrySetException(new DevToolsException(error.GetProperty("message").GetString()!));
        }
        else
        {
            answer.TrySetResult(message.GetProperty("result"));
        }
    }

    private static DevToolsException Gone() => new("Chromium ended");
}
