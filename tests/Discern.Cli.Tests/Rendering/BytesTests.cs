using Discern.Cli.Rendering;

namespace Discern.Cli.Tests.Rendering;

public class BytesTests
{
    [Theory]
    [InlineData(512, "0.5 KiB")]
    [InlineData(831_488, "812 KiB")]
    [InlineData(25_165_824, "24 MiB")]
    [InlineData(1_610_612_736, "1.5 GiB")]
    public void Amounts_are_said_as_people_say_them(long bytes, string expected) => Assert.Equal(expected, Bytes.Text(bytes));
}
