namespace Discern.Neural.Training;

/// <summary>A tensor in a safetensors file.</summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Type">The format's name for the type of its values, such as "F32".</param>
/// <param name="Shape">Its size, outermost dimension first.</param>
/// <param name="Start">Where its values begin, in bytes from the first value of the file.</param>
/// <param name="Length">How many bytes they take.</param>
public sealed record SafeTensorsEntry(string Name, string Type, IReadOnlyList<long> Shape, long Start, long Length);
