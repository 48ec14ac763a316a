using Discern.Mpi;

namespace Discern.Cli.Tests.Distributed;

public sealed class MpiJobTests
{
    [Fact]
    public void A_process_that_mpirun_did_not_start_is_in_no_job()
    {
        Assert.Null(MpiJob.Of(_ => null));
        Assert.Null(MpiJob.Of(name => name is "OMPI_COMM_WORLD_SIZE" ? "two" : "1"));
    }

    [Fact]
    public void Its_place_is_read_from_what_mpirun_says()
    {
        var job = MpiJob.Of(name => name switch
        {
            "OMPI_COMM_WORLD_SIZE" => "8",
            "OMPI_COMM_WORLD_RANK" => "5",
            "OMPI_COMM_WORLD_LOCAL_SIZE" => "4",
            _ => null,
        });

        Assert.Equal(new MpiJob(Rank: 5, Size: 8, LocalSize: 4), job);
    }

    [Theory]
    [InlineData(16, 4, false, 4)]
    [InlineData(2, 3, false, 1)]
    [InlineData(4, 4, true, 4)]
    public void Processes_of_one_machine_share_its_processors_unless_each_has_its_own(int processors, int localSize, bool areOwn, int threads) =>
        Assert.Equal(threads, new MpiJob(0, localSize, localSize).Threads(processors, areOwn));

    [Fact]
    public void A_process_is_bound_where_it_may_run_on_fewer_processors_than_what_started_it()
    {
        const string Free = "Name:\tdotnet\nPPid:\t7\nCpus_allowed_list:\t0-3\n";

        Assert.False(Binding.IsOwn(Free, Free));
        Assert.True(Binding.IsOwn("Cpus_allowed_list:\t1", Free));
        Assert.False(Binding.IsOwn("Name:\tdotnet", Free));
    }
}
