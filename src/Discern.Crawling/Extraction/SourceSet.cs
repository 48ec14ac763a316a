using System.Globalization;

namespace Discern.Crawling.Extraction;

/// <summary>Reads the attribute <c>srcset</c>.</summary>
/// <remarks>The HTML standard, "Parsing a srcset attribute": addresses may hold commas, and end at a blank or with a comma before one.</remarks>
internal static class SourceSet
{
    /// <summary>The candidates that the attribute lists; those with descriptors that make no sense are left out.</summary>
    public static List<SourceCandidate> Parse(string text)
    {
        var candidates = new List<SourceCandidate>();
        int at = 0;
        while (true)
        {
            at = Skip(text, at, letter => char.IsWhiteSpace(letter) || letter == ',');
            if (at == text.Length)
            {
                return candidates;
            }

            int end = Skip(text, at, letter => !char.IsWhiteSpace(letter));
            string address = text[at..end];
            string descriptors = "";
            if (address.EndsWith(','))
            {
                address = address.TrimEnd(',');
            }
            else
            {
                int comma = EndOfDescriptors(text, end);
                descriptors = text[end..comma];
                end = comma;
            }

            if (Candidate(address, descriptors) is { } candidate)
            {
                candidates.Add(candidate);
            }

            at = end;
        }
    }

    private static SourceCandidate? Candidate(string address, string descriptors)
    {
        double width = 0, density = 1;
        foreach (string descriptor in descriptors.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!double.TryParse(descriptor.AsSpan(0, descriptor.Length - 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !(number > 0))
            {
                return null;
            }

            switch (descriptor[^1])
            {
                case 'w':
                    width = number;
                    break;
                case 'x':
                    density = number;
                    break;
                case 'h':
                    break;
                default:
                    return null;
            }
        }

        return new SourceCandidate(address, width, density);
    }

    private static int EndOfDescriptors(string text, int at)
    {
        int depth = 0;
        for (; at < text.Length && (text[at] != ',' || depth > 0); at++)
        {
            depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
        }

        return at;
    }

    private static int Skip(string text, int at, Func<char, bool> isSkipped)
    {
        while (at < text.Length && isSkipped(text[at]))
        {
            at++;
        }

        return at;
    }
}
