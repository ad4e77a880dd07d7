using System;
using System.Numerics;
using Lucid.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Kernels;

/// <summary>Work to be done for the element type that <see cref="ElementSwitch"/> finds.</summary>
internal interface IElementVisitor
{
    /// <summary>Types that have code; the others are cut at compile time.</summary>
    static abstract ElementTypes Elements { get; }

    /// <summary>Called for real numbers and integers.</summary>
    void Real<T>() where T : unmanaged;

    /// <summary>Called for truth values, bytes holding 0 or 1.</summary>
    void Bool();

    /// <summary>Called for complex numbers.</summary>
    void Complex<T>() where T : unmanaged;
}

/// <summary>The one place where a run-time element type becomes a compile-time one.</summary>
internal static class ElementSwitch
{
    internal static void Run<TVisitor>(DType type, ref TVisitor visitor, string op) where TVisitor : struct, IElementVisitor
    {
        if ((TVisitor.Elements & ElementTypes.Float) != 0)
        {
            switch (type)
            {
                case DType.Float32: visitor.Real<float>(); return;
                case DType.Float64: visitor.Real<double>(); return;
                case DType.Float16: visitor.Real<Half>(); return;
                case DType.BFloat16: visitor.Real<BFloat16>(); return;
            }
        }
        if ((TVisitor.Elements & ElementTypes.Integer) != 0)
        {
            switch (type)
            {
                case DType.Int64: visitor.Real<long>(); return;
                case DType.Int32: visitor.Real<int>(); return;
                case DType.Int16: visitor.Real<short>(); return;
                case DType.Int8: visitor.Real<sbyte>(); return;
                case DType.UInt8: visitor.Real<byte>(); return;
            }
        }
        if ((TVisitor.Elements & ElementTypes.Bool) != 0 && type == DType.Bool)
        {
            visitor.Bool();
            return;
        }
        if ((TVisitor.Elements & ElementTypes.Complex) != 0)
        {
            switch (type)
            {
                case DType.Complex64: visitor.Complex<Complex64>(); return;
                case DType.Complex128: visitor.Complex<Complex>(); return;
            }
        }
        throw Unsupported(type, op);
    }

    /// <summary>True when a type is among those listed.</summary>
    internal static bool Contains(ElementTypes types, DType type) => type switch
    {
        DType.Bool => (types & ElementTypes.Bool) != 0,
        <= DType.Int64 => (types & ElementTypes.Integer) != 0,
        <= DType.Float64 => (types & ElementTypes.Float) != 0,
        _ => (types & ElementTypes.Complex) != 0,
    };

    internal static NotImplementedException Unsupported(DType type, string op) =>
        new(op, $"{op}: not implemented for '{type.Name()}'. Convert the input first, for example with .float().");
}
