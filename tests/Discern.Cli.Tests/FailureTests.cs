namespace Discern.Cli.Tests;

public class FailureTests
{
    [Fact]
    public void Sentences_of_the_library_stand_as_they_are() =>
        Assert.Equal("The folder 'x' is empty.", Failure.Sentence(new DiscernException("The folder 'x' is empty.")));

    [Fact]
    public void The_name_of_a_parameter_is_taken_off() =>
        Assert.Equal("The size is 0; it must be 8 or more.", Failure.Sentence(new ArgumentException("The size is 0; it must be 8 or more.", "size")));

    [Fact]
    public void Refusals_of_the_system_say_so() =>
        Assert.Equal(
            "The system refused to read or write: No space left on device : '/x'",
            Failure.Sentence(new IOException("No space left on device : '/x'")));

    [Fact]
    public void A_fault_of_the_program_is_owned_up_to()
    {
        var sentence = Failure.Sentence(new InvalidOperationException("Sequence contains no elements"));

        Assert.Contains("fault of its own", sentence, StringComparison.Ordinal);
        Assert.Contains("DISCERN_DEBUG=1", sentence, StringComparison.Ordinal);
    }
}
