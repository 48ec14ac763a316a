using Discern.Classifiers;
using Discern.Explaining;

namespace Discern.Web.Studio.Trying;

/// <summary>A picture that was tried with a run.</summary>
/// <param name="Id">What its address ends with: nobody guesses it.</param>
/// <param name="Run">The name of the run's folder; text from outside.</param>
/// <param name="Name">The picture's name; text from outside.</param>
/// <param name="Contents">Its file.</param>
/// <param name="Classes">The run's classes.</param>
/// <param name="Prediction">The answer, with a label.</param>
public sealed record Trial(string Id, string Run, string Name, byte[] Contents, IReadOnlyList<string> Classes, PicturePrediction Prediction)
{
    /// <summary>What the answer comes from; null until it was found out.</summary>
    public ExplainedPicture? Explained { get; set; }

    /// <summary>Its page.</summary>
    public string Address => $"{TryPart.Address}/{Id}";
}
