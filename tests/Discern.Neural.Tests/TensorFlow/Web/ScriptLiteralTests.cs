using Discern.Neural.TensorFlow.Web;

namespace Discern.Neural.Tests.TensorFlow.Web;

public class ScriptLiteralTests
{
    [Theory]
    [InlineData("e.exports={a:1}", """{"a":1}""")]
    [InlineData("e.exports={$a_1:.5,b:-.25,c:1e-3}},{}]", """{"$a_1":0.5,"b":-0.25,"c":1e-3}""")]
    [InlineData("e.exports={a:!0,b:!1,c:null}", """{"a":true,"b":false,"c":null}""")]
    [InlineData("e.exports={\"a b\":'it\\'s \"x\"',c:[{d:\"}\"}]};", """{"a b":"it's \"x\"","c":[{"d":"}"}]}""")]
    [InlineData("e.exports={a:{b:1", """{"a":{"b":1""")]
    public void A_literal_becomes_json(string module, string json) => Assert.Equal(json, ScriptLiteral.Json(module));

    [Theory]
    [InlineData("")]
    [InlineData("e.exports=f()")]
    public void What_exports_no_object_has_none(string module) => Assert.Null(ScriptLiteral.Json(module));

    [Fact]
    public void An_exported_text_is_found() => Assert.Equal("QUJD", ScriptLiteral.Text("x(function(e){e.exports=\"QUJD\"},{})"));

    [Theory]
    [InlineData("")]
    [InlineData("e.exports=\"QUJD")]
    public void An_unfinished_text_is_none(string module) => Assert.Null(ScriptLiteral.Text(module));
}
