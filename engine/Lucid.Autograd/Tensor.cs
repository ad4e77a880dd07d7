using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Lucid.Graph;
using Lucid.Memory;
using Lucid.Streams;

namespace Lucid;

/// <summary>
/// An n-dimensional array of one element type on one device, with its place in the autograd graph.
/// </summary>
/// <remarks>
/// Lifetime is counted: the Python object, graph nodes, a parent's <see cref="Grad"/> and open scopes are owners.
/// C# callers may <see cref="Dispose"/> early, use a <see cref="TensorScope"/>, or leave it to the collector.
/// </remarks>
public sealed unsafe partial class Tensor : IDisposable
{
    private static long s_live;

    private Storage? _storage;
    private Layout _layout;
    private long _offset;
    private Node? _gradFn;
    private Tensor? _base;
    private AutogradMeta? _meta;
    private nint _pythonObject;
    private int _owners;
    private int _outputIndex;
    private int _historySeen;
    private DType _dtype;
    private TensorFlags _flags;

    private Tensor(Storage? storage, Layout layout, long offset, DType dtype, ThreadState state)
    {
        _storage = storage;
        _layout = layout;
        _offset = offset;
        _dtype = dtype;
        _owners = 1;
        Interlocked.Increment(ref s_live);
        state.Adopt(this);
    }

    [Flags]
    private enum TensorFlags : ushort
    {
        None = 0,
        RequiresGrad = 1,
        RetainsGrad = 2,
        Inference = 4,
        /// <summary>Made by <c>.data</c>: edits are not counted, as in PyTorch.</summary>
        Untracked = 8,
        /// <summary>A view made by a custom function: must not be edited in place.</summary>
        GuardedView = 16,
        /// <summary>One of several views that one op made: must not be edited in place where gradients are recorded.</summary>
        MultiView = 32,
        /// <summary>A view made while nothing was recorded.</summary>
        NoGradView = 64,
        /// <summary>Stands for one element of a batch; has no memory of its own.</summary>
        Batched = 128,
        /// <summary>A value with a tangent.</summary>
        Dual = 256,
        /// <summary>A point of a function transform that is done: nothing is to be differentiated by it any more.</summary>
        Retired = 512,
    }

    /// <summary>Tensors made and not yet released, over the whole process.</summary>
    public static long LiveCount => Volatile.Read(ref s_live);

    /// <summary>Sizes of the dimensions.</summary>
    public ReadOnlySpan<long> Shape => _layout.Sizes;

    /// <summary>Sizes and strides.</summary>
    public Layout Layout
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _layout;
    }

    /// <summary>First element, counted in elements from the start of the storage.</summary>
    public long Offset => _offset;

    /// <summary>Number of dimensions.</summary>
    public int Rank => _layout.Rank;

    /// <summary>Number of elements.</summary>
    public long Count => _layout.Count;

    /// <summary>The element type.</summary>
    public DType DType
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _dtype;
    }

    /// <summary>Where the numbers live.</summary>
    public Device Device => new(DeviceType);

    /// <summary>The stream of <see cref="Device"/>.</summary>
    public DeviceType DeviceType
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _storage is { } storage ? storage.Device : IsBatched ? Inner.DeviceType : Storage.Device;
    }

    /// <summary>True when elements lie row-major without gaps.</summary>
    public bool IsContiguous
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _layout.IsContiguous;
    }

    /// <summary>The shared memory.</summary>
    /// <exception cref="LucidException">The tensor has been disposed.</exception>
    public Storage Storage
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _storage ?? NoStorage();
    }

    /// <summary>True once the last owner let go.</summary>
    public bool IsDisposed => _storage is null && !IsBatched;

    /// <summary>The object that stands for this tensor in Python, not owned; 0 when there is none.</summary>
    public nint PythonObject
    {
        get => _pythonObject;
        set => _pythonObject = value;
    }

    /// <summary>True when nobody but one owner holds this tensor, and nothing else its memory.</summary>
    public bool IsUnique => Volatile.Read(ref _owners) == 1 && Storage.References == 1;

    /// <summary>How many owners hold the tensor.</summary>
    public int Owners => Volatile.Read(ref _owners);

    /// <summary>What kernels see: memory, layout, offset, type.</summary>
    public Operand Operand
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Storage, _layout, _offset, _dtype);
    }

    /// <summary>Makes a row-major tensor with undefined content.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tensor Allocate(Layout layout, DType dtype, DeviceType device) =>
        Allocate(layout, dtype, device, ThreadState.Current);

    /// <summary>Makes a row-major tensor with undefined content, with the thread's state at hand.</summary>
    public static Tensor Allocate(Layout layout, DType dtype, DeviceType device, ThreadState state)
    {
        Layout contiguous = layout.ToContiguous();
        var tensor = new Tensor(Storage.Allocate((nint)(contiguous.Count * dtype.ItemSize()), new Device(device)), contiguous, 0, dtype, state);
        if (state.InferenceMode) tensor._flags |= TensorFlags.Inference;
        return tensor;
    }

    /// <summary>Makes a tensor with undefined content whose strides are those given; they must be dense.</summary>
    public static Tensor AllocateDense(Layout layout, DType dtype, DeviceType device, ThreadState state)
    {
        var tensor = new Tensor(Storage.Allocate((nint)(layout.Count * dtype.ItemSize()), new Device(device)), layout, 0, dtype, state);
        if (state.InferenceMode) tensor._flags |= TensorFlags.Inference;
        return tensor;
    }

    /// <summary>Makes a tensor over a storage; takes over one reference to it.</summary>
    public static Tensor FromStorage(Storage storage, Layout layout, long offset, DType dtype) =>
        new(storage, layout, offset, dtype, ThreadState.Current);

    /// <summary>Makes a differentiable view: shares memory and follows in-place edits of its base in the graph.</summary>
    public Tensor MakeView(Layout layout, long offset) => MakeView(layout, offset, _dtype);

    /// <summary>The same with the memory read as another element type: complex numbers as reals, or reals as complex numbers.</summary>
    public Tensor MakeView(Layout layout, long offset, DType dtype)
    {
        Storage.Retain();
        ThreadState state = ThreadState.Current;
        var view = new Tensor(_storage!, layout, offset, dtype, state);
        Tensor root = _base ?? this;
        root.Retain();
        view._base = root;
        view._historySeen = root._meta?.History ?? 0;
        view._flags |= _flags & (TensorFlags.Inference | TensorFlags.Untracked | TensorFlags.MultiView);
        // Taken back by SetHistory when it was a recorded op that called.
        if (!state.GradEnabled) view._flags |= TensorFlags.NoGradView;
        return view;
    }

    /// <summary>Makes an alias that shares memory and edit count, without gradient history.</summary>
    public Tensor Detach()
    {
        if (!IsBatched) return Alias(_dtype, TensorFlags.None);
        using TensorScope scope = TensorScope.Open();
        return scope.Escape(Batch(Inner.Detach(), Level));
    }

    /// <summary>Makes an alias as PyTorch's <c>.data</c> does: edits through it are not noticed by autograd.</summary>
    public Tensor UntrackedAlias() => Alias(_dtype, TensorFlags.Untracked);

    /// <summary>Makes an alias whose memory is read as another element type of the same size.</summary>
    public Tensor Reinterpret(DType dtype) => Alias(dtype, TensorFlags.None);

    private Tensor Alias(DType dtype, TensorFlags flags)
    {
        Storage.Retain();
        return new Tensor(_storage!, _layout, _offset, dtype, ThreadState.Current) { _flags = flags | (_flags & TensorFlags.Inference) };
    }

    /// <summary>Notes an in-place edit of the memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BumpVersion()
    {
        if ((_flags & TensorFlags.Untracked) == 0) Storage.BumpVersion();
    }

    /// <summary>Lets this tensor share another's memory from now on (<c>x.data = y</c>, <c>set_</c>). History is kept by the caller.</summary>
    public void Rebind(Tensor source)
    {
        Storage old = Storage;
        source.Storage.Retain();
        _storage = source._storage;
        _layout = source._layout;
        _offset = source._offset;
        _dtype = source._dtype;
        old.Release();
    }

    /// <summary>Replaces sizes and strides in place (<c>t_</c>, <c>squeeze_</c>, ...).</summary>
    public void Relayout(Layout layout, long offset)
    {
        _layout = layout;
        _offset = offset;
    }

    /// <summary>Adds an owner.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Retain() => Interlocked.Increment(ref _owners);

    /// <summary>Removes an owner; the last one frees everything the tensor holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Release()
    {
        if (Interlocked.Decrement(ref _owners) == 0) Reclaim();
    }

    /// <summary>Releases the caller's ownership.</summary>
    public void Dispose()
    {
        if (!IsDisposed) Release();
    }

    private void Reclaim()
    {
        Interlocked.Decrement(ref s_live);
        Storage? storage = _storage;
        _storage = null;
        _flags &= ~TensorFlags.Batched;
        storage?.Release();
        if (_gradFn is null && _meta is null && _base is null) return;
        Reclaimer.Enqueue(this);
    }

    internal void ReclaimGraph()
    {
        Node? gradFn = _gradFn;
        Tensor? root = _base;
        AutogradMeta? meta = _meta;
        _gradFn = null;
        _base = null;
        _meta = null;
        gradFn?.Release();
        root?.Release();
        meta?.Reclaim();
    }

    private static LucidException Disposed() =>
        new("tensor", "tensor: it has been disposed; its memory is gone. Keep it alive until its last use.");
}
