using Discern.Neural.Onnx.Reading;

namespace Discern.Neural.Tests.Onnx;

public class NodeReaderTests
{
    [Fact]
    public void Every_reader_is_listed()
    {
        NodeReader[] written = [.. typeof(NodeReader).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(NodeReader)) && !type.IsAbstract)
            .Select(type => (NodeReader)Activator.CreateInstance(type)!)];
        Assert.NotEmpty(written);
        Assert.All(written, reader => Assert.All(reader.OpTypes, name => Assert.IsType(reader.GetType(), NodeReader.Of(name))));
    }
}
