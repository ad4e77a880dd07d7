using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lucid.Ops.Dispatch;

/// <summary>
/// Arguments and results of one op call, as the bridges fill and read them. Reused from call to call: no allocation.
/// </summary>
public sealed partial class CallFrame
{
    /// <summary>The most parameters an op may have.</summary>
    public const int Capacity = 24;

    private readonly Argument[] _arguments = new Argument[Capacity];
    private int _used;

    private struct Argument
    {
        internal object? Reference;
        internal Scalar Scalar;
        internal ArgumentKind Kind;
    }

    private enum ArgumentKind : byte { Absent, Tensor, Scalar, Int, Float, Bool, Other, List }

    /// <summary>The tensor given as <c>out=</c>.</summary>
    public Tensor? Destination { get; set; }

    /// <summary>The tensors given as <c>out=</c> to an op with several results.</summary>
    public Tensor[]? Destinations { get; set; }

    /// <summary>The class that the bridge gives the results, by its own reckoning; 0 for the plain one.</summary>
    public nint ResultClass { get; set; }

    /// <summary>What the call returned.</summary>
    public CallResult ResultKind { get; private set; }

    /// <summary>First tensor of the result.</summary>
    public Tensor? First { get; private set; }

    /// <summary>Second tensor of the result.</summary>
    public Tensor? Second { get; private set; }

    /// <summary>Third tensor of the result.</summary>
    public Tensor? Third { get; private set; }

    /// <summary>Tensors of a list result.</summary>
    public Tensor[]? List { get; private set; }

    /// <summary>A number or truth value as result.</summary>
    public Scalar Number { get; private set; }

    /// <summary>An element type as result.</summary>
    public DType DTypeResult { get; private set; }

    /// <summary>Elements of all tensor arguments together: how much work the call is likely to be.</summary>
    public long Elements { get; private set; }

    /// <summary>Forgets arguments and results.</summary>
    public void Clear()
    {
        for (int i = 0; i < _used; i++) _arguments[i] = default;
        _used = 0;
        Elements = 0;
        Destination = null;
        Destinations = null;
        ResultClass = 0;
        First = null;
        Second = null;
        Third = null;
        List = null;
    }

    /// <summary>Leaves an argument out: None, or its default when that is None.</summary>
    public void SetAbsent(int index) => Slot(index).Kind = ArgumentKind.Absent;

    /// <summary>Sets a tensor.</summary>
    public void SetTensor(int index, Tensor tensor)
    {
        ref Argument slot = ref Slot(index);
        slot.Reference = tensor;
        slot.Kind = ArgumentKind.Tensor;
        Elements += tensor.Count;
    }

    /// <summary>Sets a number.</summary>
    public void SetScalar(int index, Scalar value)
    {
        ref Argument slot = ref Slot(index);
        slot.Scalar = value;
        slot.Kind = ArgumentKind.Scalar;
    }

    /// <summary>Sets an object: a list of tensors or integers, text, a generator, an element type or a device.</summary>
    public void SetObject(int index, object value)
    {
        ref Argument slot = ref Slot(index);
        slot.Reference = value;
        slot.Kind = ArgumentKind.Other;
        if (value is Tensor[] tensors)
        {
            foreach (Tensor tensor in tensors) Elements += tensor.Count;
        }
    }

    /// <summary>True when a tensor among the arguments requires a gradient.</summary>
    internal bool AnyRequiresGrad()
    {
        for (int i = 0; i < _used; i++)
        {
            if (_arguments[i].Reference is Tensor { RequiresGrad: true }) return true;
            if (_arguments[i].Reference is Tensor[] list && Edges.AnyRequiresGrad(list)) return true;
        }
        return false;
    }

    /// <summary>Shapes of the tensors among the arguments, as the profiler keeps them.</summary>
    public string DescribeTensors()
    {
        var arguments = new object?[_used];
        for (int i = 0; i < _used; i++) arguments[i] = _arguments[i].Reference;
        return Lucid.Graph.OpProfile.Describe(arguments);
    }

    /// <summary>True when the argument was given.</summary>
    public bool Has(int index) => _arguments[index].Kind != ArgumentKind.Absent;

    /// <summary>A tensor.</summary>
    public Tensor Tensor(int index) => Unsafe.As<Tensor>(_arguments[index].Reference)!;

    /// <summary>A tensor or null.</summary>
    public Tensor? TensorOrNull(int index) => Unsafe.As<Tensor>(_arguments[index].Reference);

    /// <summary>A tensor or number.</summary>
    public TensorOrScalar TensorOrScalar(int index) =>
        _arguments[index].Kind == ArgumentKind.Tensor ? Tensor(index) : _arguments[index].Scalar;

    /// <summary>A tensor, a number, or null.</summary>
    public TensorOrScalar? TensorOrScalarOrNull(int index) => Has(index) ? TensorOrScalar(index) : default(TensorOrScalar?);

    /// <summary>Tensors of a list.</summary>
    public ReadOnlySpan<Tensor> Tensors(int index) => (Tensor[]?)_arguments[index].Reference;

    /// <summary>A number.</summary>
    public Scalar Scalar(int index) => _arguments[index].Scalar;

    /// <summary>A number or null.</summary>
    public Scalar? ScalarOrNull(int index) => Has(index) ? _arguments[index].Scalar : null;

    /// <summary>An integer.</summary>
    public long Int(int index) => _arguments[index].Scalar.ToInt64();

    /// <summary>An integer or null.</summary>
    public long? IntOrNull(int index) => Has(index) ? Int(index) : null;

    /// <summary>Integers of a list; the default span when absent.</summary>
    public ReadOnlySpan<long> Ints(int index) => (long[]?)_arguments[index].Reference;

    /// <summary>Reals of a list.</summary>
    public ReadOnlySpan<double> Floats(int index) => (double[]?)_arguments[index].Reference;

    /// <summary>Truth values of a list.</summary>
    public ReadOnlySpan<bool> Bools(int index) => (bool[]?)_arguments[index].Reference;

    /// <summary>A real.</summary>
    public double Float(int index) => _arguments[index].Scalar.ToDouble();

    /// <summary>A real or null.</summary>
    public double? FloatOrNull(int index) => Has(index) ? Float(index) : null;

    /// <summary>A truth value.</summary>
    public bool Bool(int index) => _arguments[index].Scalar.ToBool();

    /// <summary>A truth value or null.</summary>
    public bool? BoolOrNull(int index) => Has(index) ? Bool(index) : null;

    /// <summary>Text.</summary>
    public string Str(int index) => (string)_arguments[index].Reference!;

    /// <summary>Text or null.</summary>
    public string? StrOrNull(int index) => (string?)_arguments[index].Reference;

    /// <summary>An element type.</summary>
    public DType DType(int index) => (DType)_arguments[index].Reference!;

    /// <summary>An element type or null.</summary>
    public DType? DTypeOrNull(int index) => (DType?)_arguments[index].Reference;

    /// <summary>A device.</summary>
    public Device Device(int index) => (Device)_arguments[index].Reference!;

    /// <summary>A device or null.</summary>
    public Device? DeviceOrNull(int index) => (Device?)_arguments[index].Reference;

    /// <summary>A generator or null.</summary>
    public Lucid.Random.Generator? GeneratorOrNull(int index) => (Lucid.Random.Generator?)_arguments[index].Reference;

    /// <summary>Hands back a tensor, with one owner for the caller.</summary>
    public void Return(Tensor tensor)
    {
        ResultKind = CallResult.Tensor;
        First = tensor;
    }

    /// <summary>Hands back the tensor that the caller passed in.</summary>
    public void ReturnSame(Tensor tensor)
    {
        tensor.Retain();
        Return(tensor);
    }

    /// <summary>Hands back two tensors.</summary>
    public void Return(Tensor first, Tensor second)
    {
        ResultKind = CallResult.Pair;
        First = first;
        Second = second;
    }

    /// <summary>Hands back three tensors.</summary>
    public void Return(Tensor first, Tensor second, Tensor third)
    {
        ResultKind = CallResult.Triple;
        First = first;
        Second = second;
        Third = third;
    }

    /// <summary>Hands back a list.</summary>
    public void Return(Tensor[] tensors)
    {
        ResultKind = CallResult.List;
        List = tensors;
    }

    /// <summary>Hands back a truth value.</summary>
    public void Return(bool value) => Return((Scalar)value);

    /// <summary>Hands back an integer.</summary>
    public void Return(long value) => Return((Scalar)value);

    /// <summary>Hands back a real.</summary>
    public void Return(double value) => Return((Scalar)value);

    /// <summary>Hands back a number.</summary>
    public void Return(Scalar value)
    {
        ResultKind = CallResult.Number;
        Number = value;
    }

    /// <summary>Hands back an element type.</summary>
    public void Return(DType value)
    {
        ResultKind = CallResult.DType;
        DTypeResult = value;
    }

    private ref Argument Slot(int index)
    {
        if (index >= _used) _used = index + 1;
        return ref _arguments[index];
    }
}

/// <summary>What a call hands back.</summary>
public enum CallResult : byte
{
    /// <summary>One tensor.</summary>
    Tensor,
    /// <summary>Two tensors.</summary>
    Pair,
    /// <summary>Three tensors.</summary>
    Triple,
    /// <summary>A list of tensors.</summary>
    List,
    /// <summary>A number or truth value.</summary>
    Number,
    /// <summary>An element type.</summary>
    DType,
}
