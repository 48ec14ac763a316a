using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Evaluation.Calibrating;
using Discern.Neural.Profiling;
using Discern.Neural.Training;

namespace Discern.Runs;

/// <summary>The folder of one run: its description, history, predictions, figures, model and checkpoint, in open formats.</summary>
/// <remarks>Every file is written beside its place and renamed, so that a reader, or a crash, never sees half of one.</remarks>
public sealed class RunFolder
{
    private const string DescriptionName = "run.json";

    /// <summary>A description is kilobytes; with a million unreadable pictures it is far below this, in bytes.</summary>
    private const long LargestDescription = 1L << 30;

    // Letters of every script are written as they are; those that mean something to HTML are still escaped.
    private static readonly RunJson Json = new(new JsonSerializerOptions(RunJson.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    private RunDescription? description;

    private RunFolder(string path) => Path = path;

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>Whether this process writes the folder; another one of those that train together does where it is false.</summary>
    public bool IsWritten { get; private init; } = true;

    /// <summary>What <c>run.json</c> holds.</summary>
    /// <exception cref="InvalidOperationException">The folder is new, and no description has been saved.</exception>
    public RunDescription Description => description ?? throw new InvalidOperationException("No description of the run has been saved yet.");

    /// <summary>The epochs so far, read from <c>history.csv</c>; empty before the first is over.</summary>
    /// <exception cref="DiscernException">The file is malformed; the sentence says the line.</exception>
    public IReadOnlyList<EpochResult> History => File.Exists(HistoryPath) ? HistoryCsv.Read(HistoryPath) : [];

    /// <summary>The figures, read from <c>evaluation.json</c>; null before they are taken.</summary>
    /// <exception cref="DiscernException">The file is malformed.</exception>
    public EvaluationDocument? Evaluation =>
        File.Exists(EvaluationPath) ? EvaluationDocument.FromJson(ReadText(EvaluationPath), EvaluationPath) : null;

    /// <summary>The split whose figures judge the run: test where it has one, else validation, else training; null where nothing was evaluated.</summary>
    /// <exception cref="DiscernException">The figures are malformed.</exception>
    public Split? JudgedSplit => Evaluation switch
    {
        { Test: not null } => Split.Test,
        { Validation: not null } => Split.Validation,
        { Train: not null } => Split.Train,
        _ => null,
    };

    /// <summary>Where the weights of the best epoch lie.</summary>
    public string ModelPath => In("model.safetensors");

    /// <summary>Where the whole classifier lies for other programs, as ONNX.</summary>
    public string OnnxPath => In("model.onnx");

    /// <summary>Where the state lies that a stopped run goes on from.</summary>
    public string CheckpointPath => In(System.IO.Path.Combine("checkpoint", "state.safetensors"));

    /// <summary>Where the report lies.</summary>
    public string ReportPath => In("report.html");

    /// <summary>Where the trace of a profiled run lies.</summary>
    public string TracePath => In("trace.json");

    /// <summary>Where explanations of the run's answers lie.</summary>
    public string ExplanationsPath => In("explanations");

    /// <summary>The SHA-256 over all that answers follow from, in small hexadecimal digits: <c>run.json</c> and the weights, those of folds included.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        IEnumerable<string> weights = Directory.EnumerateFiles(Path, "*.safetensors", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(System.IO.Path.GetDirectoryName(CheckpointPath)!, StringComparison.Ordinal));
        foreach (string file in weights.Append(DescriptionPath).Order(StringComparer.Ordinal))
        {
            using FileStream stream = File.OpenRead(file);
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private string DescriptionPath => In(DescriptionName);

    private string HistoryPath => In("history.csv");

    private string EvaluationPath => In("evaluation.json");

    /// <summary>Makes the folder of a new run.</summary>
    /// <param name="path">The folder; folders above it are made where they are missing.</param>
    /// <exception cref="DiscernException">Something is there already, or the folder cannot be made.</exception>
    public static RunFolder Create(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string full = System.IO.Path.GetFullPath(path);
        if (System.IO.Path.Exists(full))
        {
            throw new DiscernException($"'{full}' is there already, and no run overwrites what it did not make. Give another folder for the run.");
        }

        try
        {
            Directory.CreateDirectory(full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The run's folder '{full}' cannot be made: {exception.Message.TrimEnd('.')}. Give a folder that can be written to.", exception);
        }

        return new RunFolder(full);
    }

    /// <summary>The folder of a run that another process writes while this one trains with it: what is saved here is kept in memory alone.</summary>
    /// <param name="path">The folder; it need not be there yet.</param>
    public static RunFolder WrittenElsewhere(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new RunFolder(System.IO.Path.GetFullPath(path)) { IsWritten = false };
    }

    /// <summary>Takes the folder away where nothing was written into it: work that failed before its first file leaves nothing to trip over.</summary>
    public void DeleteIfEmpty()
    {
        if (Directory.Exists(Path) && !Directory.EnumerateFileSystemEntries(Path).Any())
        {
            Directory.Delete(Path);
        }
    }

    /// <summary>Opens the folder of a run, finished or stopped.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="DiscernException">The folder is not there, is not a run's, or its <c>run.json</c> is malformed.</exception>
    public static RunFolder Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var run = new RunFolder(System.IO.Path.GetFullPath(path));
        if (!Directory.Exists(run.Path))
        {
            throw new DiscernException($"There is no folder '{run.Path}'. Give the folder of a run, as 'discern train' names it at its end.");
        }

        if (!File.Exists(run.DescriptionPath))
        {
            throw new DiscernException($"'{run.Path}' is not the folder of a run: it holds no {DescriptionName}. Give a folder that 'discern train' made.");
        }

        run.description = run.ReadDescription();
        return run;
    }

    /// <summary>The predictions for a split; null where none were made.</summary>
    /// <exception cref="DiscernException">The file is malformed; the sentence says the line.</exception>
    public PredictionTable? Predictions(Split split)
    {
        string path = PredictionsPath(split);
        return File.Exists(path) ? PredictionTable.Read(path) : null;
    }

    /// <summary>The predictions for a split with the probabilities as the classifier gave them, before any correction; null where none were made.</summary>
    /// <exception cref="DiscernException">The file is malformed; the sentence says the line.</exception>
    public PredictionTable? UncalibratedPredictions(Split split)
    {
        string path = UncalibratedPath(split);
        return Description.Calibration.Method != CalibrationMethod.None && File.Exists(path) ? PredictionTable.Read(path) : Predictions(split);
    }

    /// <summary>Answers for pictures, each by a classifier that had not seen it, uncorrected; null where there are none.</summary>
    /// <exception cref="DiscernException">The file is malformed; the sentence says the line.</exception>
    public PredictionTable? OutOfFoldPredictions => File.Exists(OutOfFoldPath) ? PredictionTable.Read(OutOfFoldPath) : null;

    /// <summary>Writes <c>run.json</c>.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    public void Save(RunDescription value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Write(DescriptionPath, stream => JsonSerializer.Serialize(stream, value, Json.RunDescription));
        description = value;
    }

    /// <summary>Writes <c>history.csv</c>.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    public void Save(IReadOnlyList<EpochResult> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        Write(HistoryPath, stream => HistoryCsv.Write(history, stream));
    }

    /// <summary>Writes <c>learning-rates.csv</c>: the steps of a search for the learning rate.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    public void Save(LearningRateSearch search)
    {
        ArgumentNullException.ThrowIfNull(search);
        WriteText(In("learning-rates.csv"), text =>
        {
            text.WriteLine("learning_rate,loss,smoothed_loss");
            foreach (LearningRatePoint point in search.Points)
            {
                text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{point.LearningRate:R},{point.Loss:R},{point.SmoothedLoss:R}"));
            }
        });
    }

    /// <summary>Writes <c>predictions-train.csv</c>, <c>predictions-validation.csv</c> or <c>predictions-test.csv</c>.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    public void Save(Split split, PredictionTable predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        WriteText(PredictionsPath(split), predictions.Write);
    }

    /// <summary>Writes <c>predictions-out-of-fold.csv</c>.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    public void SaveOutOfFold(PredictionTable predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        WriteText(OutOfFoldPath, predictions.Write);
    }

    /// <summary>Writes <c>uncalibrated/predictions-test.csv</c> and the like: probabilities before their correction.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    public void SaveUncalibrated(Split split, PredictionTable predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        string path = UncalibratedPath(split);
        if (IsWritten)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        }

        WriteText(path, predictions.Write);
    }

    /// <summary>Writes <c>evaluation.json</c>.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    public void Save(EvaluationDocument evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        WriteText(EvaluationPath, text => text.WriteLine(evaluation.ToJson()));
    }

    /// <summary>Writes <c>trace.json</c>: when each operation of a profiled run began, and how long it took.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    public void Save(Profiler profiler)
    {
        ArgumentNullException.ThrowIfNull(profiler);
        Write(TracePath, profiler.WriteTrace);
    }

    /// <summary>Writes a table or a text into the folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">What is written.</param>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    internal void WriteText(string path, Action<TextWriter> write)
    {
        if (IsWritten)
        {
            AtomicFile.WriteText(path, write);
        }
    }

    private void Write(string path, Action<Stream> write)
    {
        if (IsWritten)
        {
            AtomicFile.Write(path, write);
        }
    }

    private RunDescription ReadDescription()
    {
        try
        {
            using FileStream stream = File.OpenRead(DescriptionPath);
            if (stream.Length > LargestDescription)
            {
                throw new DiscernException($"'{DescriptionPath}' is {stream.Length} bytes long, more than any run writes. Take it from a copy of the run, or train again.");
            }

            return JsonSerializer.Deserialize(stream, Json.RunDescription) ?? throw new JsonException("it holds only null");
        }
        catch (JsonException exception)
        {
            string place = exception.LineNumber is { } line ? $" at line {line + 1}" : "";
            throw new DiscernException(
                $"'{DescriptionPath}' is malformed{place}: {exception.Message.Split(" Path:")[0].TrimEnd('.')}. Take it from a copy of the run, or train again.",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"'{DescriptionPath}' cannot be read: {exception.Message.TrimEnd('.')}. Make it readable, and try again.", exception);
        }
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"'{path}' cannot be read: {exception.Message.TrimEnd('.')}. Make it readable, and try again.", exception);
        }
    }

    private string OutOfFoldPath => In("predictions-out-of-fold.csv");

    private string UncalibratedPath(Split split) => In(System.IO.Path.Combine("uncalibrated", $"predictions-{SplitNames.Name(split)}.csv"));

    private string PredictionsPath(Split split) => In($"predictions-{SplitNames.Name(split)}.csv");

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
