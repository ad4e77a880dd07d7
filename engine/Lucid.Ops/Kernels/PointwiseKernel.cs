using System;
using Lucid.Cpu.Loops;
using Lucid.Streams;
using PointwiseLoops = Lucid.Cpu.Loops.Pointwise;

namespace Lucid.Ops.Kernels;

/// <summary>Which operand of a binary operator is a number.</summary>
internal enum NumberPlace : byte
{
    /// <summary>Neither.</summary>
    None,
    /// <summary>The first.</summary>
    First,
    /// <summary>The second.</summary>
    Second,
}

/// <summary>An operator of one to three operands over whole tensors, already broadcast to the result's sizes.</summary>
internal readonly unsafe struct PointwiseKernel : IPointwiseKernel
{
    private readonly PointwiseOperator _op;
    private readonly PointwiseLoop _loop;
    private readonly Operand _x, _y, _z, _result;
    private readonly Scalar _number;
    private readonly NumberPlace _place;
    private readonly byte _operands;

    private PointwiseKernel(in PointwiseOperator op, string name, byte operands, in Operand x, in Operand y, in Operand z, Scalar number,
        NumberPlace place, in Operand result)
    {
        _op = op;
        _loop = op.Find(x.DType);
        if (_loop.IsMissing) throw ElementSwitch.Unsupported(x.DType, name);
        Name = name;
        _operands = operands;
        _x = x;
        _y = y;
        _z = z;
        _number = number;
        _place = place;
        _result = result;
    }

    internal PointwiseKernel(in PointwiseOperator op, string name, in Operand x, in Operand result)
        : this(in op, name, 1, in x, default, default, default, NumberPlace.None, in result) { }

    internal PointwiseKernel(in PointwiseOperator op, string name, in Operand x, in Operand y, in Operand result)
        : this(in op, name, 2, in x, in y, default, default, NumberPlace.None, in result) { }

    internal PointwiseKernel(in PointwiseOperator op, string name, in Operand x, in Operand y, in Operand z, in Operand result)
        : this(in op, name, 3, in x, in y, in z, default, NumberPlace.None, in result) { }

    internal PointwiseKernel(in PointwiseOperator op, string name, in Operand x, Scalar number, NumberPlace place, in Operand result)
        : this(in op, name, 1, in x, default, default, number, place, in result) { }

    public string Name { get; }

    public string? Expression => _op.Expression.Length == 0 ? null : _place == NumberPlace.None ? _op.Expression
        : _op.Expression.Replace(_place == NumberPlace.First ? "{0}" : "{1}", _number.ToString(), StringComparison.Ordinal)
            .Replace("{1}", "{0}", StringComparison.Ordinal);

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in _x);
        if (_operands > 1) visitor.Read(in _y);
        if (_operands > 2) visitor.Read(in _z);
        visitor.Write(in _result);
    }

    public void Run()
    {
        OperatorAttributes op = _op.Attributes;
        byte* number = stackalloc byte[16];
        if (_place != NumberPlace.None) ScalarElements.Write(_number, _x.DType, number);
        int size = _x.DType.ItemSize(), outputSize = _result.DType.ItemSize();
        if (RunSmall(&op, number)) return;
        if (_place != NumberPlace.None)
            PointwiseLoops.RunNumber(_loop, &op, _result.Sizes, _x.Bytes, _x.Strides, number, _place == NumberPlace.First, size,
                _result.Bytes, _result.Strides, outputSize);
        else if (_operands == 1)
            PointwiseLoops.Run(_loop, &op, _result.Sizes, _x.Bytes, _x.Strides, size, _result.Bytes, _result.Strides, outputSize);
        else if (_operands == 2)
            PointwiseLoops.Run(_loop, &op, _result.Sizes, _x.Bytes, _x.Strides, _y.Bytes, _y.Strides, size,
                _result.Bytes, _result.Strides, outputSize);
        else
            PointwiseLoops.Run(_loop, &op, _result.Sizes, _x.Bytes, _x.Strides, _y.Bytes, _y.Strides, _z.Bytes, _z.Strides, size,
                _result.Bytes, _result.Strides);
    }

    // Dense operands of few elements need no plan.
    private bool RunSmall(void* op, byte* number)
    {
        if (!_x.Layout.IsContiguous || !_result.Layout.IsContiguous || _operands > 2) return false;
        if (_operands == 2 && !_y.Layout.IsContiguous) return false;
        if (!PointwiseLoops.IsSmall(_loop, (nint)_result.Count)) return false;
        RunDense(_loop, op, _x.Bytes, _operands == 2 ? _y.Bytes : null, number, _place, _result.Bytes, (nint)_result.Count);
        return true;
    }

    /// <summary>Few dense elements: y is null where there is one operand or a number in its place.</summary>
    internal static void RunDense(PointwiseLoop loop, void* op, byte* x, byte* y, byte* number, NumberPlace place, void* result, nint n)
    {
        void** operands = stackalloc void*[3];
        operands[0] = place == NumberPlace.First ? number : x;
        operands[1] = place switch
        {
            NumberPlace.First => x,
            NumberPlace.Second => number,
            _ => y != null ? y : result,
        };
        operands[2] = result;
        PointwiseLoops.RunSmall(loop, op, operands, (int)place, n);
    }
}
