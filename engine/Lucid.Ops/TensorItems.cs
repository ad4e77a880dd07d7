using System;
using Lucid.Graph;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid;

/// <summary>Numbers into tensors and out of them.</summary>
public static unsafe class TensorItems
{
    extension(Tensor)
    {
        /// <summary>A row-major tensor with the given elements: <c>Tensor.From([1f, 2f, 3f, 4f], [2, 2])</c>.</summary>
        /// <param name="values">The elements, row by row; copied.</param>
        /// <param name="shape">Sizes; left out, one dimension.</param>
        /// <param name="requiresGrad">Whether backward computes a gradient for it.</param>
        /// <param name="device">Where it lives; null: the default device.</param>
        /// <exception cref="ShapeMismatchException">The shape has another number of elements.</exception>
        public static Tensor From<T>(ReadOnlySpan<T> values, ReadOnlySpan<long> shape = default, bool requiresGrad = false, Device? device = null)
            where T : unmanaged => values.ToTensor(shape.IsEmpty ? [values.Length] : shape, device).SetRequiresGrad(requiresGrad);
    }

    /// <summary>The only element, as a number. Waits for recorded work.</summary>
    /// <exception cref="LucidException">There is not exactly one element.</exception>
    public static Scalar Item(this Tensor tensor)
    {
        if (tensor.Count != 1)
            throw new LucidException("item", $"item: a Tensor with {tensor.Count} elements cannot be converted to Scalar");
        return ScalarElements.Read(tensor.DType, Devices.Bytes(tensor));
    }

    internal static long ItemAsInt64(this Tensor tensor) => tensor.Item().ToInt64();

    /// <summary>The only element, as a C# number.</summary>
    public static T Item<T>(this Tensor tensor) where T : unmanaged => ScalarElements.As<T>(tensor.Item());

    /// <summary>All elements in row-major order, converted to <typeparamref name="T"/>.</summary>
    public static T[] ToArray<T>(this Tensor tensor) where T : unmanaged
    {
        using GradMode mode = GradMode.Off();
        using TensorScope scope = TensorScope.Open();
        Tensor dense = Conversions.ToContiguous(Conversions.To(tensor, DTypes.Of<T>()));
        return new ReadOnlySpan<T>(Devices.Bytes(dense), checked((int)dense.Count)).ToArray();
    }

    /// <summary>A row-major tensor with the given elements.</summary>
    /// <exception cref="ShapeMismatchException">The shape has another number of elements.</exception>
    public static Tensor ToTensor<T>(this ReadOnlySpan<T> values, ReadOnlySpan<long> shape = default, Device? device = null) where T : unmanaged
    {
        ReadOnlySpan<long> sizes = shape.IsEmpty && values.Length != 1 ? [values.Length] : shape;
        Layout layout = Layout.Contiguous(sizes, "tensor");
        if (layout.Count != values.Length)
            throw new ShapeMismatchException("tensor", $"tensor: shape {layout} needs {layout.Count} elements, but {values.Length} were given", "shape");
        using TensorScope scope = TensorScope.Open();
        Tensor tensor = Tensor.Allocate(layout, DTypes.Of<T>(), DeviceType.Cpu);
        values.CopyTo(new Span<T>(tensor.Storage.RawData, values.Length));
        return scope.Escape(Devices.Move(tensor, (device ?? Device.Default).Type));
    }
}
