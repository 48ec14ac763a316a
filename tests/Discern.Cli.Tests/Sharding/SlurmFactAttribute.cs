namespace Discern.Cli.Tests.Sharding;

/// <summary>A test on a Slurm cluster of its own: skipped, with the reason, where there is no Slurm to start one of.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SlurmFactAttribute : FactAttribute
{
    private static readonly string[] Programs = ["/usr/sbin/munged", "/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/bin/sbatch"];

    public SlurmFactAttribute() =>
        Skip = !OperatingSystem.IsLinux() || !Environment.UserName.Equals("root", StringComparison.Ordinal) ? "A Slurm cluster of the test's own is started as root, on Linux."
            : Array.Find(Programs, program => !File.Exists(program)) is { } missing ? $"{missing} is not there: apt-get install -y slurm-wlm munge"
            : null;
}
