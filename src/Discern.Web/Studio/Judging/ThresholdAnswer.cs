using Discern.Evaluation.Thresholds;

namespace Discern.Web.Studio.Judging;

/// <summary>A question about a threshold with what it comes to.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Classes">All classes of the run.</param>
/// <param name="Split">What the pictures are that it is counted on: test, validation or training.</param>
/// <param name="Question">The question.</param>
/// <param name="Point">What becomes of the pictures.</param>
/// <param name="Cheapest">The threshold that costs least on pictures that were not learnt from; null where there are none.</param>
public sealed record ThresholdAnswer(string Run, IReadOnlyList<string> Classes, string Split, ThresholdQuestion Question, ThresholdPoint Point, double? Cheapest)
{
    /// <summary>What mistakes cost for a hundred pictures.</summary>
    public double CostPerHundred => 100 * Point.Cost(Question.MissCost, Question.FalseAlarmCost);

    /// <summary>How many pictures have an outcome.</summary>
    public int Count(Outcome outcome) => outcome switch
    {
        Outcome.Found => Point.Found,
        Outcome.Missed => Point.Missed,
        Outcome.FalseAlarm => Point.FalseAlarms,
        _ => Point.Rejected,
    };

    /// <summary>The address of the pictures that have an outcome.</summary>
    public string PicturesOf(Outcome outcome) => $"{RunShelf.AddressOf(Run)}/pictures?{Question.Query}&outcome={outcome}";
}
