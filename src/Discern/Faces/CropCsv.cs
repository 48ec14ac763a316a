using System.Globalization;
using CsvHelper;

namespace Discern.Faces;

/// <summary>Writes <c>crop.csv</c>: a row for each face that was cut out, and one for each picture without any, with the reason.</summary>
internal static class CropCsv
{
    public const string FileName = "crop.csv";

    private static readonly string[] Columns = ["path", "crop", "left", "top", "width", "height", "score", "reason"];

    public static void Write(IEnumerable<CroppedPicture> pictures, Stream stream)
    {
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        WriteRow(csv, Columns);
        foreach (CroppedPicture picture in pictures)
        {
            foreach ((Face face, string path) in picture.Faces)
            {
                WriteRow(csv, [picture.Path, path, Pixels(face.Left), Pixels(face.Top), Pixels(face.Width), Pixels(face.Height), Score(face.Score), ""]);
            }

            if (picture.Reason is { } reason)
            {
                WriteRow(csv, [picture.Path, "", "", "", "", "", "", reason]);
            }
        }
    }

    private static string Pixels(float value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Score(float value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static void WriteRow(CsvWriter csv, ReadOnlySpan<string> fields)
    {
        foreach (string field in fields)
        {
            csv.WriteField(field);
        }

        csv.EndRecord();
    }
}
