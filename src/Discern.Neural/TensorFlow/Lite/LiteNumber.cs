namespace Discern.Neural.TensorFlow.Lite;

/// <summary>How a number is stored: those of TFLite's tensor types that are read here.</summary>
internal enum LiteNumber
{
    /// <summary>IEEE single.</summary>
    Float32 = 0,

    /// <summary>IEEE half.</summary>
    Float16 = 1,

    /// <summary>Four bytes, signed: quantised biases, shapes.</summary>
    Int32 = 2,

    /// <summary>One byte, 0 to 255.</summary>
    UInt8 = 3,

    /// <summary>Eight bytes, signed.</summary>
    Int64 = 4,

    /// <summary>One byte, −128 to 127.</summary>
    Int8 = 9,
}
