using System;

namespace Lucid.Ops.Declaration;

/// <summary>
/// Declares an op. The generator makes from it: the dispatcher, the autograd node, the <c>out=</c> and in-place forms,
/// the C# method, and the row that the bridges and the registry read.
/// </summary>
/// <param name="schema">PyTorch's schema syntax; see <see cref="OpSchema"/>.</param>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class)]
public sealed class OpAttribute(string schema) : Attribute
{
    /// <summary>The schema string.</summary>
    public string Schema { get; } = schema;

    /// <summary>Raised when the meaning of the op or its arguments changes.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What mixed precision does with the arguments.</summary>
    public AmpPolicy Amp { get; init; }

    /// <summary>The element type in which a pointwise op computes.</summary>
    public DTypeRule DType { get; init; }

    /// <summary>False when repeated runs may differ in the last bits.</summary>
    public bool Deterministic { get; init; } = true;

    /// <summary>True for an op written with other ops: those record themselves.</summary>
    public bool Composite { get; init; }

    /// <summary>Where Python finds it.</summary>
    public OpSurface Surface { get; init; } = OpSurface.Both;

    /// <summary>True when gradients are cut to the operands' shapes and types after the formulas, as pointwise ops have it anyway.</summary>
    public bool Broadcasts { get; init; }

    /// <summary>True when there is an in-place form <c>name_</c>.</summary>
    public bool InPlace { get; init; }

    /// <summary>True for a view op with a form <c>name_</c> that changes the tensor's own sizes and strides.</summary>
    public bool InPlaceView { get; init; }

    /// <summary>True when there is no <c>out=</c> form.</summary>
    public bool NoOut { get; init; }

    /// <summary>
    /// True when derivatives need no values and the op is not linear all the same: it adds a constant, or its derivative is zero.
    /// </summary>
    public bool Affine { get; init; }

    /// <summary>Further Python names, separated by commas.</summary>
    public string Aliases { get; init; } = "";

    /// <summary>True when Python may give the leading list of tensors as separate arguments: <c>meshgrid(a, b)</c>.</summary>
    public bool VarArgs { get; init; }
}

/// <summary>What mixed precision does with an op's floating-point arguments.</summary>
public enum AmpPolicy
{
    /// <summary>Leaves them.</summary>
    None,
    /// <summary>Narrows float32 to the autocast type: matrix products, convolutions, attention.</summary>
    Float16,
    /// <summary>Widens half types to float32: sums, losses, exponentials.</summary>
    Float32,
    /// <summary>Widens all to the widest among them.</summary>
    Promote,
}

/// <summary>How the element type of a pointwise op follows from its arguments.</summary>
public enum DTypeRule
{
    /// <summary>The promoted type of all arguments.</summary>
    Promote,
    /// <summary>The promoted type; integers and bools become the default floating type.</summary>
    Float,
    /// <summary>Computed in the promoted type, the result is bool.</summary>
    Bool,
}

/// <summary>Where Python finds an op.</summary>
[Flags]
public enum OpSurface
{
    /// <summary>Nowhere: the engine's own.</summary>
    None = 0,
    /// <summary>As <c>lucid.name</c>.</summary>
    Function = 1,
    /// <summary>As <c>Tensor.name</c>.</summary>
    Method = 2,
    /// <summary>As both.</summary>
    Both = 3,
}
