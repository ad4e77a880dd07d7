namespace Lucid.Cpu.Gemm;

/// <summary>What a product's epilogue applies last.</summary>
public enum Activation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>max(x, 0); NaN stays NaN. Not defined for complex numbers.</summary>
    Relu,
}
