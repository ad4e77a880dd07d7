using System.Runtime.InteropServices;

namespace Lucid.CApi;

/// <summary>What a <c>lucid_value</c> holds.</summary>
internal enum ValueKind
{
    /// <summary>Nothing: the parameter's default. A value that is all zeros is this.</summary>
    Default = 0,
    /// <summary>None, for parameters that accept it.</summary>
    None = 1,
    /// <summary>A tensor.</summary>
    Tensor = 2,
    /// <summary>An integer.</summary>
    Int = 3,
    /// <summary>A real number.</summary>
    Float = 4,
    /// <summary>A truth value; any integer but 0 is true.</summary>
    Bool = 5,
    /// <summary>Text in UTF-8, ended by a zero byte.</summary>
    String = 6,
    /// <summary>A list of integers.</summary>
    Ints = 7,
    /// <summary>A list of real numbers.</summary>
    Floats = 8,
    /// <summary>A list of tensors.</summary>
    Tensors = 9,
    /// <summary>An element type (<c>lucid_dtype</c>).</summary>
    Dtype = 10,
    /// <summary>A device (<c>lucid_device</c>).</summary>
    Device = 11,
}

/// <summary>One argument of <c>lucid_call</c>, laid out as in C.</summary>
[StructLayout(LayoutKind.Explicit, Size = 24)]
internal unsafe struct Value
{
    /// <summary>What it holds.</summary>
    [FieldOffset(0)] internal int Kind;
    /// <summary>A tensor's handle.</summary>
    [FieldOffset(8)] internal ulong Tensor;
    /// <summary>An integer, truth value, element type or device.</summary>
    [FieldOffset(8)] internal long Integer;
    /// <summary>A real number.</summary>
    [FieldOffset(8)] internal double Real;
    /// <summary>Text or the elements of a list.</summary>
    [FieldOffset(8)] internal void* Items;
    /// <summary>Length of a list.</summary>
    [FieldOffset(16)] internal nuint Count;

    /// <summary>The same in C.</summary>
    internal const string Declaration = """
        /** A tensor. 0 is none. A handle that was released, or never given out, is refused with LUCID_BAD_HANDLE. */
        typedef uint64_t lucid_tensor;

        /** One argument of lucid_call; all zeros stand for the parameter's default. */
        typedef struct lucid_value
        {
            int32_t kind;                      /**< A lucid_kind. */
            int32_t reserved;                  /**< Zero. */
            union
            {
                lucid_tensor tensor;           /**< LUCID_KIND_TENSOR */
                int64_t integer;               /**< LUCID_KIND_INT, LUCID_KIND_BOOL, LUCID_KIND_DTYPE, LUCID_KIND_DEVICE */
                double real;                   /**< LUCID_KIND_FLOAT */
                const char *text;              /**< LUCID_KIND_STRING */
                const int64_t *integers;       /**< LUCID_KIND_INTS */
                const double *reals;           /**< LUCID_KIND_FLOATS */
                const lucid_tensor *tensors;   /**< LUCID_KIND_TENSORS */
            } as;
            size_t count;                      /**< Length of a list. */
        } lucid_value;
        """;
}
