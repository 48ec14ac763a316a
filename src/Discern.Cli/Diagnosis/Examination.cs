using System.Runtime.InteropServices;
using System.Text;
using Discern.Cli.Rendering;
using Discern.Compute.Bfloat16;
using Discern.Compute.Vectors;
using Discern.Crawling.Browsing;
using Discern.Imaging;
using Discern.Runs;

namespace Discern.Cli.Diagnosis;

/// <summary>Looks at the machine.</summary>
internal static class Examination
{
    private const string FirstPixel =
        "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'><rect width='1' height='1' fill='#123456'/></svg>";

    /// <summary>Everything that Discern depends on, in the order of the table.</summary>
    public static IReadOnlyList<Finding> Run()
    {
        var machine = Machine.Read();
        return
        [
            new("Discern", DiscernVersion.Number, IsSound: true),
            new("system", $"{machine.OperatingSystem}, {machine.Runtime}", IsSound: true),
            new("processor", $"{machine.Processor} ({RuntimeInformation.ProcessArchitecture})", IsSound: true),
            new("arithmetic", string.Join("; ", new[] { VectorPath.Description, VectorPathReason.Text }.OfType<string>()), IsSound: true),
            new("bfloat16", Amx.Reason, IsSound: true),
            new("threads", $"{machine.Cores}", IsSound: true),
            new("memory", $"{Bytes.Text(machine.MemoryBytes)} that this program may use", IsSound: true),
            new("disk", Disk(Environment.CurrentDirectory), IsSound: true),
            Codecs(),
            Package("charts of the report", "vega-embed"),
            Package("sample pictures", "openmoji"),
            Browser(),
        ];
    }

    // Not a list of names but a proof: every format has to be written and read back, SVG only read.
    private static Finding Codecs()
    {
        try
        {
            var picture = PictureDecoder.Decode(Encoding.UTF8.GetBytes(FirstPixel), "a test picture", new DecodeOptions());
            foreach (var encoded in new[] { PictureEncoder.Jpeg(picture), PictureEncoder.Png(picture), PictureEncoder.WebP(picture) })
            {
                PictureDecoder.Decode(encoded, "a test picture", new DecodeOptions());
            }

            return new Finding("codecs", $"libvips: {string.Join(", ", Enum.GetNames<PictureFormat>())}", IsSound: true);
        }
        catch (DiscernException exception)
        {
            return new Finding("codecs", exception.Message, IsSound: false);
        }
    }

    private static Finding Package(string what, string name) =>
        PackageFolders.Holding(name) is { } packages
            ? new Finding(what, Path.Combine(packages, name), IsSound: true)
            : new Finding(what, $"the npm package {name} is not installed: run 'npm ci' in the folder of Discern's package.json", IsSound: false);

    // Only crawls of pages that scripts build need one.
    private static Finding Browser() =>
        new("browser", Chromium.Find() ?? $"none, which only sites with 'render: browser' need; to install one: {Chromium.InstallCommand()}", IsSound: true);

    private static string Disk(string folder)
    {
        try
        {
            return $"{Bytes.Text(new DriveInfo(folder).AvailableFreeSpace)} free in '{folder}'";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"the free space in '{folder}' cannot be read: {exception.Message}";
        }
    }
}
