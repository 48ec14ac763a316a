namespace Discern.Cli.Tests.Distributed;

/// <summary>A test that needs OpenMPI, and is skipped with a reason where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MpirunFactAttribute : FactAttribute
{
    public MpirunFactAttribute() => Skip = Mpirun.Missing;
}
