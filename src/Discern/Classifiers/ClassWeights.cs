using System.Globalization;

namespace Discern.Classifiers;

/// <summary>How much the pictures of each class count in the loss.</summary>
public abstract record ClassWeights
{
    private const double Largest = 1e6;
    private const string EffectivePrefix = "effective:";

    private ClassWeights()
    {
    }

    /// <summary>Each picture counts the same.</summary>
    public static ClassWeights None { get; } = new Equal();

    /// <summary>Each class counts the same: a picture of class c counts n / (k · n_c), as in scikit-learn, with n training pictures and k classes.</summary>
    public static ClassWeights Balanced { get; } = new Inverse();

    /// <summary>Each class counts by the effective number of its pictures, with β = 0.999: a picture of class c counts in proportion to (1 − β) / (1 − βⁿ).</summary>
    /// <remarks>Cui, Jia, Lin, Song and Belongie, "Class-balanced loss based on effective number of samples" (CVPR 2019). The weights of all classes add up to their number.</remarks>
    public static ClassWeights Effective { get; } = new EffectiveNumber(0.999);

    /// <summary>Whether the weights follow from how many pictures each class has.</summary>
    internal virtual bool IsByCount => false;

    /// <summary>Reads <c>none</c>, <c>balanced</c>, <c>effective</c>, <c>effective:0.99</c> with β, or weights by class such as <c>hotdog=7,nothotdog=1</c>.</summary>
    /// <remarks>A class that is not named keeps the weight 1. A name may hold an equals sign; the last one counts.</remarks>
    /// <exception cref="ArgumentException">The text is none of these; the sentence says what is wrong.</exception>
    public static ClassWeights Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Trim() switch
        {
            "" => throw new ArgumentException("The class weights are empty. Give 'balanced', or weights such as hotdog=7,nothotdog=1.", nameof(text)),
            "none" => None,
            "balanced" => Balanced,
            "effective" => Effective,
            var other when other.StartsWith(EffectivePrefix, StringComparison.Ordinal) && !other.Contains('=') => ParseEffective(other[EffectivePrefix.Length..]),
            _ => ParseNamed(text),
        };
    }

    /// <summary>One weight for each class, in their order; null where all are 1.</summary>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="counts">How many training pictures each class has, all above 0.</param>
    /// <exception cref="DiscernException">A weight is for a class that is not there.</exception>
    public abstract IReadOnlyList<float>? For(IReadOnlyList<string> classes, IReadOnlyList<int> counts);

    private static EffectiveNumber ParseEffective(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double beta) && beta is >= 0 and < 1
            ? new EffectiveNumber(beta)
            : throw new ArgumentException($"The β of the class weights 'effective:{text}' is not a number from 0 to below 1, such as 0.999.", nameof(text));

    private static Named ParseNamed(string text)
    {
        var weights = new Dictionary<string, float>(StringComparer.Ordinal);
        foreach (string part in text.Split(','))
        {
            int sign = part.LastIndexOf('=');
            string name = sign < 0 ? "" : part[..sign].Trim();
            if (name.Length == 0)
            {
                throw new ArgumentException($"'{part.Trim()}' in the class weights '{text}' is no class with its weight. Give 'balanced', or weights such as hotdog=7,nothotdog=1.", nameof(text));
            }

            bool isNumber = double.TryParse(part[(sign + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out double weight);
            if (!isNumber || !(weight > 0) || weight > Largest)
            {
                throw new ArgumentException($"The weight '{part[(sign + 1)..].Trim()}' of the class '{name}' is not a number above 0 and up to {Largest:N0}.", nameof(text));
            }

            if (!weights.TryAdd(name, (float)weight))
            {
                throw new ArgumentException($"The class '{name}' has two weights in '{text}'. Give one.", nameof(text));
            }
        }

        return new Named(weights);
    }

    private sealed record Equal : ClassWeights
    {
        public override IReadOnlyList<float>? For(IReadOnlyList<string> classes, IReadOnlyList<int> counts) => null;

        public override string ToString() => "none";
    }

    private sealed record EffectiveNumber(double Beta) : ClassWeights
    {
        internal override bool IsByCount => true;

        public override IReadOnlyList<float> For(IReadOnlyList<string> classes, IReadOnlyList<int> counts)
        {
            double[] weights = [.. counts.Select(count => (1 - Beta) / (1 - Math.Pow(Beta, count)))];
            return [.. weights.Select(weight => (float)(weight * weights.Length / weights.Sum()))];
        }

        public override string ToString() => Beta == 0.999 ? "effective" : string.Create(CultureInfo.InvariantCulture, $"{EffectivePrefix}{Beta}");
    }

    private sealed record Inverse : ClassWeights
    {
        internal override bool IsByCount => true;

        public override IReadOnlyList<float> For(IReadOnlyList<string> classes, IReadOnlyList<int> counts) =>
            [.. counts.Select(count => (float)(counts.Sum(one => (double)one) / ((double)counts.Count * count)))];

        public override string ToString() => "balanced";
    }

    private sealed record Named(IReadOnlyDictionary<string, float> Weights) : ClassWeights
    {
        public override IReadOnlyList<float> For(IReadOnlyList<string> classes, IReadOnlyList<int> counts)
        {
            if (Weights.Keys.FirstOrDefault(name => !classes.Contains(name, StringComparer.Ordinal)) is { } unknown)
            {
                throw new DiscernException($"The class weights name the class '{unknown}', which the data set does not have. Its classes are {string.Join(", ", classes.Select(name => $"'{name}'"))}.");
            }

            return [.. classes.Select(name => Weights.GetValueOrDefault(name, 1f))];
        }

        public override string ToString() => string.Join(',', Weights.Select(weight => $"{weight.Key}={weight.Value}"));
    }
}
