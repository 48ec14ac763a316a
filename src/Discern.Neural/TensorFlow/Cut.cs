namespace Discern.Neural.TensorFlow;

/// <summary>Finds where a classifier's body ends.</summary>
internal static class Cut
{
    /// <summary>The tensor that the last pooling before the classifier averages; where it takes the largest values, what it gives.</summary>
    public static int Find(ModelFile file)
    {
        ModelLayer? pooling = file.Layers.LastOrDefault(layer =>
            layer.Kind is LayerKind.Mean or LayerKind.AveragePool or LayerKind.MaxPool && layer.Inputs.Count > 0);
        return pooling switch
        {
            null => throw file.Refusal("it has no pooling before its classifier where it could be cut; name the tensors to take features from"),
            { Kind: LayerKind.MaxPool } => pooling.Output,
            _ => pooling.Inputs[0],
        };
    }
}
