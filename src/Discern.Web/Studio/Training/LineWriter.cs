using System.Text;

namespace Discern.Web.Studio.Training;

/// <summary>Text that is taken line by line as it is written.</summary>
/// <param name="take">Is given each line, from whatever thread writes.</param>
internal sealed class LineWriter(Action<string> take) : TextWriter
{
    private readonly Lock gate = new();
    private readonly StringBuilder line = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (gate)
        {
            if (value == '\n')
            {
                take(line.ToString().TrimEnd('\r'));
                line.Clear();
            }
            else
            {
                line.Append(value);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && line.Length > 0)
        {
            take(line.ToString());
            line.Clear();
        }

        base.Dispose(disposing);
    }
}
