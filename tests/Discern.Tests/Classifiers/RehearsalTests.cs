using Discern.Classifiers;

namespace Discern.Tests.Classifiers;

public class RehearsalTests
{
    [Fact]
    public async Task It_goes_through_a_whole_pass() => await Rehearsal.Begin();
}
