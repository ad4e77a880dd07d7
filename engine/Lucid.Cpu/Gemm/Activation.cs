namespace Lucid.Cpu.Gemm;

/// <summary>What a product's epilogue applies last.</summary>
public enum Activation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>max(x, 0); NaN stays NaN. Not defined for complex numbers.</summary>
    Relu,

    /// <summary>x Phi(x) with the normal distribution's Phi (the erf form). Defined for floating-point types.</summary>
    Gelu,
}
