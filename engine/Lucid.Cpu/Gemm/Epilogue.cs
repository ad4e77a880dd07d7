using System.Numerics;

namespace Lucid.Cpu.Gemm;

/// <summary>
/// What becomes of a matrix product before it is stored: C = activation(alpha A B + beta C + residual + bias). The default
/// value is the plain product. With beta 0, C is not read.
/// </summary>
/// <typeparam name="T">Element type of the matrices.</typeparam>
public unsafe struct Epilogue<T>
    where T : unmanaged
{
    private bool _scaled;
    private Complex _alpha;

    /// <summary>Factor of the product, 1 at first; rounded to the accumulation type (float32 for half types).</summary>
    public Complex Alpha
    {
        readonly get => _scaled ? _alpha : Complex.One;
        set
        {
            _scaled = true;
            _alpha = value;
        }
    }

    /// <summary>Factor of C's old contents, 0 at first.</summary>
    public Complex Beta { get; set; }

    /// <summary>n contiguous values, one per column, added to every row; null for none.</summary>
    public T* Bias { get; set; }

    /// <summary>An m x n matrix to add, contiguous within its rows; may be C itself; null for none.</summary>
    public T* Residual { get; set; }

    /// <summary>Elements between the rows of <see cref="Residual"/>.</summary>
    public nint ResidualRow { get; set; }

    /// <summary>Applied last.</summary>
    public Activation Activation { get; set; }

    /// <summary>Elements between the residual's matrices in a batched product.</summary>
    public nint ResidualBatch { get; set; }

    internal readonly bool IsPlain =>
        !_scaled && Beta == Complex.Zero && Bias == null && Residual == null && Activation == Activation.None;
}
