using Discern.Cli.Tests.Sharding;

namespace Discern.Cli.Tests.Distributed;

/// <summary>A test that needs Slurm and OpenMPI, and is skipped with a reason where one is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SlurmMpirunFactAttribute : FactAttribute
{
    public SlurmMpirunFactAttribute() => Skip = new SlurmFactAttribute().Skip ?? Mpirun.Missing;
}
