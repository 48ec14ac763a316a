namespace Discern.Datasets;

/// <summary>Takes the splits that a data set brings, and draws those that it does not.</summary>
internal sealed class SplitAssignment(IReadOnlyList<string> classes, DatasetOptions options, List<string> remarks)
{
    /// <summary>Gives every example its split.</summary>
    /// <param name="examples">The examples; their splits count only where <paramref name="isGiven"/>.</param>
    /// <param name="isGiven">Whether the data set brings splits.</param>
    public List<Example> Assign(List<Example> examples, bool isGiven)
    {
        List<Example> assigned = isGiven ? Complete(examples) : Draw(examples, options.Shares);
        RemarkOnMissingClasses(assigned);
        RemarkOnStraddlingGroups(assigned);
        return assigned;
    }

    private List<Example> Complete(List<Example> examples)
    {
        bool hasTrain = Has(Split.Train), hasValidation = Has(Split.Validation), hasTest = Has(Split.Test);
        if (!hasTrain)
        {
            throw new DiscernException(
                "The data set has pictures to test or validate on, but none in train to learn from. Add a folder 'train' with a folder per class, or take the folders of the splits away to have the pictures split.");
        }

        if (!hasTest && !hasValidation)
        {
            remarks.Add($"The data set has pictures in train only; they were split into train, test and validation {Shares(options.Shares)}, with seed {options.Seed}.");
            return Draw(examples, options.Shares);
        }

        if (!hasTest)
        {
            // Figures taken on the pictures that chose the best epoch would flatter: the given ones stay untouched for the figures.
            examples = [.. examples.Select(example => example.Split == Split.Validation ? example with { Split = Split.Test } : example)];
            remarks.Add("The data set has no test pictures: its validation pictures serve as test, and are not used to choose the best epoch.");
            hasValidation = false;
        }

        return hasValidation || options.ValidationShare == 0 ? examples : CarveValidation(examples);

        bool Has(Split split) => examples.Exists(example => example.Split == split);
    }

    private List<Example> CarveValidation(List<Example> examples)
    {
        List<Example> train = [.. examples.Where(example => example.Split == Split.Train)];
        List<Example> carved = Draw(train, options.Shares.WithoutTest);
        int count = carved.Count(example => example.Split == Split.Validation);
        remarks.Add($"Validation was drawn from train, with seed {options.Seed}: {Sentence.Count(count, "picture")} of {train.Count}.");
        return [.. examples.Where(example => example.Split != Split.Train).Concat(carved).OrderBy(example => example.Path, StringComparer.Ordinal)];
    }

    private List<Example> Draw(List<Example> examples, SplitShares shares)
    {
        Split[] splits = Splitter.Assign(examples, shares, options.Seed);
        foreach (Split split in Enum.GetValues<Split>())
        {
            if (shares[split] > 0 && !splits.Contains(split))
            {
                int groups = examples.Where(example => example.Group is not null).Select(example => example.Group).Distinct(StringComparer.Ordinal).Count();
                string together = groups == 0 ? "" : $", those that belong together in {Sentence.Count(groups, "group")},";
                throw new DiscernException(
                    $"{Sentence.Count(examples.Count, "picture")}{together} are too few to split {Shares(shares)}: none is left for {SplitNames.Name(split)}. Add pictures, or ask for other shares.");
            }
        }

        return [.. examples.Zip(splits, (example, split) => example with { Split = split })];
    }

    private void RemarkOnMissingClasses(List<Example> examples)
    {
        foreach (IGrouping<Split, Example> split in examples.GroupBy(example => example.Split).OrderBy(split => split.Key))
        {
            HashSet<int> present = [.. split.Select(example => example.Label)];
            string[] absent = [.. classes.Where((_, label) => !present.Contains(label))];
            if (absent.Length == 0)
            {
                continue;
            }

            if (split.Key == Split.Train)
            {
                throw new DiscernException(
                    $"No picture in train for the class {Sentence.Names(absent)}: nothing can be learnt of it. Move some of its pictures to train, or take the class out.");
            }

            remarks.Add($"No picture in {SplitNames.Name(split.Key)} for the class {Sentence.Names(absent)}: it has too few pictures, and no figure of it can be taken there.");
        }
    }

    private void RemarkOnStraddlingGroups(List<Example> examples)
    {
        string[] straddling =
        [
            .. examples.Where(example => example.Group is not null)
                .GroupBy(example => example.Group!, StringComparer.Ordinal)
                .Where(group => group.Select(example => example.Split).Distinct().Skip(1).Any())
                .Select(group => group.Key),
        ];
        if (straddling.Length > 0)
        {
            remarks.Add($"{Sentence.Count(straddling.Length, "group")} of pictures that belong together lie in more than one split, as the data set gives it: {Sentence.Names(straddling)}. Figures will flatter.");
        }
    }

    private static string Shares(SplitShares shares) => $"{shares.Train:P0} / {shares.Test:P0} / {shares.Validation:P0} (train / test / validation)";
}
