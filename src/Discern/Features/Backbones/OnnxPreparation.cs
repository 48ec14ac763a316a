using Discern.Neural.Onnx;

namespace Discern.Features.Backbones;

/// <summary>How pixels are prepared for the network in an ONNX file: as its user tells, else as the file does, else as is usual for files of its layout.</summary>
/// <param name="Preprocessing">What is done to pixels.</param>
/// <param name="Remark">What was assumed, as a sentence; null where nothing was.</param>
internal sealed record OnnxPreparation(Preprocessing Preprocessing, string? Remark)
{
    // ImageNet's mean and deviation, which torchvision's networks and most that come from PyTorch are trained with.
    private static readonly OnnxPreprocessing PyTorch = new() { Mean = [0.485f, 0.456f, 0.406f], Deviation = [0.229f, 0.224f, 0.225f] };

    /// <summary>Finds it.</summary>
    /// <param name="model">The network.</param>
    /// <param name="path">Its file.</param>
    /// <param name="told">What the user tells; null for nothing.</param>
    /// <exception cref="DiscernException">The file states what cannot be done.</exception>
    public static OnnxPreparation Of(OnnxModel model, string path, Preprocessing? told)
    {
        if (told is not null)
        {
            return new OnnxPreparation(told, null);
        }

        if (model.Metadata.Preprocessing is { } stated)
        {
            return new OnnxPreparation(Stated(stated, path), null);
        }

        bool isFromTensorFlow = model.Layout == OnnxLayout.ChannelsLast;
        string assumed = isFromTensorFlow
            ? "pixels are brought to −1 to 1, as TensorFlow's networks expect"
            : "ImageNet's mean is subtracted and its deviation divides, as PyTorch's networks expect";
        return new OnnxPreparation(
            isFromTensorFlow ? Preprocessing.MinusOneToOne : Preprocessing.Of(PyTorch),
            $"'{path}' does not say how pixels are prepared: {assumed}. --mean, --scale and --bgr say otherwise.");
    }

    private static Preprocessing Stated(OnnxPreprocessing stated, string path)
    {
        try
        {
            return Preprocessing.Of(stated);
        }
        catch (ArgumentException exception)
        {
            throw new DiscernException($"The ONNX model '{path}' states a preprocessing that is none: {exception.Message.Split(" (Parameter")[0]} --mean and --scale take its place.", exception);
        }
    }
}
