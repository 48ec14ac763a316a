using Discern.Sharding;

namespace Discern.Tests.Sharding;

public class ShardTextTests
{
    [Theory]
    [InlineData("3/64", "", "3/64")]
    [InlineData("0/1", "SLURM_ARRAY_TASK_ID=5", "0/1")] // what is said goes before what is found
    [InlineData("auto/64", "SLURM_ARRAY_TASK_ID=5", "5/64")]
    [InlineData("auto/64", "JOB_COMPLETION_INDEX=63", "63/64")]
    [InlineData("auto/64", "OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=4", "0/64")]
    [InlineData("auto/8", "SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_COUNT=2 SLURM_ARRAY_TASK_MIN=2 SLURM_ARRAY_TASK_MAX=5", "5/8")] // two tasks of eight, submitted again
    [InlineData("auto/8", "SLURM_ARRAY_TASK_ID=5 OMPI_COMM_WORLD_RANK=1", "5/8")] // mpirun inside of a task
    [InlineData("auto", "SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_COUNT=8 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=7", "5/8")]
    [InlineData("auto", "OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=2", "1/2")]
    public void The_shard_is_read(string text, string environment, string expected) =>
        Assert.Equal(expected, Parse(text, environment).ToString());

    [Theory]
    [InlineData("64", "", "3/64")]
    [InlineData("3/64/2", "", "3/64")]
    [InlineData("3/", "", "3/64")]
    [InlineData("-1/64", "", "3/64")]
    [InlineData("three/64", "", "3/64")]
    [InlineData("64/64", "", "63/64")]
    [InlineData("auto/64", "", "SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX, OMPI_COMM_WORLD_RANK")]
    [InlineData("auto/64", "SLURM_ARRAY_TASK_ID=64", "--array=0-63")] // numbered from 1
    [InlineData("auto/64", "SLURM_ARRAY_TASK_ID=x", "SLURM_ARRAY_TASK_ID is 'x'")]
    [InlineData("auto", "JOB_COMPLETION_INDEX=3", "auto/64")]
    [InlineData("auto", "OMPI_COMM_WORLD_RANK=3", "OMPI_COMM_WORLD_SIZE")]
    [InlineData("auto", "SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_COUNT=2 SLURM_ARRAY_TASK_MIN=2 SLURM_ARRAY_TASK_MAX=5", "--shard auto/64")]
    public void What_cannot_be_read_is_told_with_what_to_do(string text, string environment, string sentence)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Parse(text, environment));
        Assert.Contains(sentence, exception.Message, StringComparison.Ordinal);
    }

    private static Shard Parse(string text, string environment)
    {
        Dictionary<string, string> variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return new ShardText(name => variables.GetValueOrDefault(name)).Parse(text);
    }
}
