namespace Discern.Synthesizing;

/// <summary>A way to make new pictures of a class. All are found by <see cref="Synthesizers"/>, by name.</summary>
public abstract class Synthesizer
{
    /// <summary>Its name in options, such as <c>augment</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, in a few words.</summary>
    public abstract string Summary { get; }

    /// <summary>Whether it learns from training pictures of the other classes too.</summary>
    internal virtual bool LearnsFromOthers => false;

    /// <summary>Refuses options that do not go with it; by default those of other ways.</summary>
    /// <exception cref="ArgumentException">They do not; the sentence says what to do.</exception>
    internal virtual void Check(SynthesisOptions options)
    {
        if (options.Cutouts is not null || options.Backgrounds is not null)
        {
            throw new ArgumentException($"Folders of cut-outs and backgrounds are for 'cutout', and pictures are to be made by '{Name}'. Leave them out, or take 'cutout'.");
        }
    }

    /// <summary>Makes as many pictures as the options say, one after the other.</summary>
    internal abstract IEnumerable<SyntheticPicture> Draw(SynthesisTask task);
}
