using Microsoft.AspNetCore.Http;

namespace Discern.Web.Serving;

/// <summary>A request cannot be answered as it is: the status says to machines why, the sentence to people.</summary>
internal sealed class ApiFailure(int status, string sentence, Exception? innerException = null) : Exception(sentence, innerException)
{
    /// <summary>The status of the answer.</summary>
    public int Status => status;

    /// <summary>The same request may succeed soon.</summary>
    public bool IsPassing => status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable;

    public static ApiFailure TooLarge(long maximumBytes) =>
        new(StatusCodes.Status413PayloadTooLarge, $"The request is larger than {maximumBytes} bytes, which is the most that is taken. Send smaller pictures, or fewer at once.");

    public static ApiFailure TooMany(int maximumPictures) =>
        new(StatusCodes.Status413PayloadTooLarge, $"The request has more than {maximumPictures} pictures, which is the most that is taken. Send them in several requests.");

    public static ApiFailure Malformed(string sentence, Exception? innerException = null) =>
        new(StatusCodes.Status400BadRequest, sentence, innerException);

    public static ApiFailure NoRun(string? name) => new(
        StatusCodes.Status404NotFound, name is null ? "There is no run yet. Train one, and ask again." : $"There is no run '{name}' here. GET /api/runs lists those that there are.");

    public static ApiFailure Busy() =>
        new(StatusCodes.Status429TooManyRequests, "More pictures are waiting than are taken. Send the request again in a moment.");

    public static ApiFailure Stopping() =>
        new(StatusCodes.Status503ServiceUnavailable, "The server is stopping and takes nothing more. Send the request again once it is back.");

    public static ApiFailure TooSlow(TimeSpan timeout) =>
        new(StatusCodes.Status408RequestTimeout, $"The request did not arrive within {timeout.TotalSeconds:0.#} seconds. Send it over a faster connection, or send less at once.");
}
