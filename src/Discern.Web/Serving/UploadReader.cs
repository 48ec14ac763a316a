using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Discern.Web.Serving;

/// <summary>Reads the pictures of a request, in whatever of the three ways they are sent.</summary>
internal static class UploadReader
{
    private const int LongestBoundary = 70; // RFC 2046, section 5.1.1
    private const int MostPartHeaders = 16;
    private const int LongestPartHeaders = 32 << 10;

    /// <summary>Reads a body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="options">What it may hold.</param>
    /// <param name="upload">Receives the pictures, at least one.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ApiFailure">The body is too large, malformed, or of another kind.</exception>
    public static async Task ReadAsync(HttpRequest request, ApiOptions options, Upload upload, CancellationToken cancellationToken)
    {
        if (request.ContentLength > options.MaximumUploadBytes)
        {
            throw ApiFailure.TooLarge(options.MaximumUploadBytes);
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var kind))
        {
            throw Unsupported(request.ContentType);
        }

        switch (kind.MediaType?.ToLowerInvariant())
        {
            case "multipart/form-data":
                await ReadPartsAsync(request, kind, options, upload, cancellationToken);
                break;
            case "application/json":
                ReadJson(await upload.ReadAsync(request.Body, request.ContentLength, options.MaximumUploadBytes, cancellationToken), options, upload);
                break;
            case "application/octet-stream":
            case { } other when other.StartsWith("image/", StringComparison.Ordinal):
                upload.Add(request.Query["name"], await upload.ReadAsync(request.Body, request.ContentLength, options.MaximumUploadBytes, cancellationToken));
                break;
            default:
                throw Unsupported(request.ContentType);
        }

        if (upload.Pictures.Count == 0)
        {
            throw ApiFailure.Malformed("The request holds no picture. Send one or more.");
        }
    }

    private static ApiFailure Unsupported(string? kind) => new(
        StatusCodes.Status415UnsupportedMediaType,
        (kind is null ? "The request does not say what it holds" : "The request holds what is not understood here")
        + ": its Content-Type has to be multipart/form-data, application/json, application/octet-stream or one of image/*.");

    private static async Task ReadPartsAsync(HttpRequest request, MediaTypeHeaderValue kind, ApiOptions options, Upload upload, CancellationToken cancellationToken)
    {
        var boundary = kind.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"');
        if (string.IsNullOrEmpty(boundary) || boundary.Length > LongestBoundary)
        {
            throw ApiFailure.Malformed($"The Content-Type multipart/form-data needs a boundary of 1 to {LongestBoundary} characters. Leave it to the program that sends the form.");
        }

        var reader = new MultipartReader(boundary, request.Body) { HeadersCountLimit = MostPartHeaders, HeadersLengthLimit = LongestPartHeaders };
        try
        {
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (upload.Pictures.Count == options.MaximumPictures)
                {
                    throw ApiFailure.TooMany(options.MaximumPictures);
                }

                if (section.GetContentDispositionHeader() is not { } disposition || !(disposition.FileName.HasValue || disposition.FileNameStar.HasValue))
                {
                    throw ApiFailure.Malformed("The form has a part that is not a file. Send pictures only, each with a file name.");
                }

                var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : disposition.FileName.Value;
                upload.Add(name?.Trim('"'), await upload.ReadAsync(section.Body, length: null, options.MaximumUploadBytes, cancellationToken));
            }
        }
        catch (Exception exception) when (exception is InvalidDataException || (exception is IOException and not BadHttpRequestException))
        {
            throw ApiFailure.Malformed("The form is not as multipart/form-data has it (RFC 7578), or ends early. Send it again, or with another program.", exception);
        }
    }

    private static void ReadJson(ReadOnlyMemory<byte> body, ApiOptions options, Upload upload)
    {
        try
        {
            var pictures = JsonSerializer.Deserialize(body.Span, ApiJson.Default.PredictRequest)?.Pictures ?? throw new JsonException();
            if (pictures.Count > options.MaximumPictures)
            {
                throw ApiFailure.TooMany(options.MaximumPictures);
            }

            foreach (var picture in pictures)
            {
                upload.Add(picture?.Name, picture?.Data ?? throw new JsonException());
            }
        }
        catch (JsonException exception)
        {
            var place = exception.Path is { Length: > 1 and < 100 } path ? $" at {path}" : "";
            throw ApiFailure.Malformed($$"""The JSON cannot be read{{place}}. It has to be {"pictures": [{"name": "a.jpg", "data": "…"}]}, with the file in base64 as data.""", exception);
        }
    }
}
