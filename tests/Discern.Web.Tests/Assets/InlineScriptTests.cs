using System.Text.Json.Nodes;
using Discern.Web.Assets;

namespace Discern.Web.Tests.Assets;

public sealed class InlineScriptTests
{
    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("<!-- <script>")]
    [InlineData("собака \u2028\u2029 \"quoted\" 'single' \\ & \0")]
    [InlineData("lone \uD800 surrogate")]
    public void Data_survives_and_cannot_end_its_element(string name)
    {
        var text = InlineScript.Data(new JsonObject { [name] = name }).Value;

        Assert.DoesNotContain('<', text);
        Assert.DoesNotContain('\u2028', text);
        var read = JsonNode.Parse(text)!.AsObject().Single();
        Assert.Equal(name.Replace('\uD800', '\uFFFD'), read.Key);
        Assert.Equal(name.Replace('\uD800', '\uFFFD'), (string)read.Value!);
    }

    [Fact]
    public void Code_cannot_end_its_element() =>
        Assert.Equal("""const a = "<\/script>", b = "\x3C!--";""", InlineScript.Code("""const a = "</script>", b = "<!--";""").Value);
}
