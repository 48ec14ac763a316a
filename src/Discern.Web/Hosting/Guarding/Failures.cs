using Microsoft.AspNetCore.Http;

namespace Discern.Web.Hosting.Guarding;

/// <summary>Turns what goes wrong into a sentence; no trace reaches a client.</summary>
internal sealed class Failures(RequestDelegate next, ServerOptions options)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
        catch (BadHttpRequestException exception)
        {
            await Refusal.WriteAsync(context, exception.StatusCode, exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? $"The request is too large: more than {options.LargestBody >> 20} MiB are not taken."
                : $"The request cannot be read: {exception.Message.TrimEnd('.')}.");
        }
        catch (InvalidDataException exception)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, $"The form cannot be read: {exception.Message.TrimEnd('.')}.");
        }
        catch (ArgumentException exception)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, exception.Message.Split(" (Parameter '")[0]);
        }
        catch (DiscernException exception)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status422UnprocessableEntity, exception.Message);
        }
#pragma warning disable CA1031 // the one place where any exception becomes a sentence
        catch (Exception exception)
#pragma warning restore CA1031
        {
            options.OnFault?.Invoke($"{context.Request.Method} {context.Request.Path}: {exception}");
            await Refusal.WriteAsync(context, StatusCodes.Status500InternalServerError, $"Discern failed by a fault of its own ({exception.GetType().Name}). The window in which it was started says more.");
        }
    }
}
