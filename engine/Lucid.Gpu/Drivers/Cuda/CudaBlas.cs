using System;
using System.Collections.Generic;
using System.Threading;
using Lucid.Gpu.Drivers.Cuda.Native;

namespace Lucid.Gpu.Drivers.Cuda;

/// <summary>Element types of a matrix product; sums are float32 always.</summary>
public enum MatmulType
{
    /// <summary>IEEE 754 binary32.</summary>
    Float32,
    /// <summary>binary32 whose factors are rounded to 10 bits of fraction, for the tensor units.</summary>
    TensorFloat32,
    /// <summary>IEEE 754 binary16.</summary>
    Float16,
    /// <summary>Brain floating point.</summary>
    BFloat16,
}

/// <summary>One matrix operand: row-major, where its numbers start, and whether it is read transposed.</summary>
/// <param name="Buffer">The memory.</param>
/// <param name="Offset">Bytes before the first element.</param>
/// <param name="RowStride">Elements from one row to the next, as stored.</param>
/// <param name="Transposed">True where the product reads the stored matrix transposed.</param>
/// <param name="BatchStride">Elements from one matrix of a batch to the next.</param>
public readonly record struct MatmulOperand(IBuffer Buffer, long Offset, long RowStride, bool Transposed = false, long BatchStride = 0);

/// <summary>c = alpha * a b + beta * c for <paramref name="Batch"/> matrices, a (Rows x Inner), b (Inner x Columns), c (Rows x Columns).</summary>
public sealed record MatmulCall(MatmulType Type, int Rows, int Columns, int Inner, MatmulOperand A, MatmulOperand B, MatmulOperand C,
    float Alpha = 1, float Beta = 0, int Batch = 1);

/// <summary>Matrix products by cublasLt on a device's stream; they can be recorded into graphs.</summary>
public sealed unsafe class CudaBlas : IDisposable
{
    private const int WorkspaceBytes = 32 << 20;
    private readonly CudaDevice _device;
    private readonly BlasApi _api;
    private readonly Lock _lock = new();
    private readonly Dictionary<(MatmulType, int, int, int, int, long, long, long, bool, bool, long, long, long), Plan> _plans = [];
    private nint _handle;
    private CudaBuffer? _workspace;

    private sealed record Plan(nint Operation, nint A, nint B, nint C, byte[] Algorithm);

    internal CudaBlas(CudaDevice device, CudaOptions options)
    {
        _device = device;
        _api = BlasApi.Load(options.BlasLibrary);
        device.Context.Bind();
        nint handle = 0;
        Check(_api.Create(&handle), "cublasLtCreate");
        _handle = handle;
    }

    /// <summary>Starts a product, in order with the device's other work.</summary>
    /// <exception cref="DispatchException">Sizes, strides or buffers do not fit.</exception>
    public void Multiply(MatmulCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Rows < 0 || call.Columns < 0 || call.Inner < 0 || call.Batch < 0) throw new DispatchException($"matmul: sizes {call.Rows} x {call.Inner} x {call.Columns} are negative");
        if (call.Rows == 0 || call.Columns == 0 || call.Batch == 0) return;
        if (call.Inner == 0) throw new DispatchException("matmul: an inner size of 0 has no library call; fill the result instead");
        ulong a = Address(call.A, "a", call.Rows, call.Inner, call), b = Address(call.B, "b", call.Inner, call.Columns, call), c = Address(call.C, "c", call.Rows, call.Columns, call);
        if (call.C.Transposed) throw new DispatchException("matmul: the result cannot be transposed");
        lock (_lock)
        {
            if (_handle == 0) throw new DispatchException("matmul: the device was disposed of");
            _device.Context.Bind();
            _workspace ??= new CudaBuffer(_device.Context, WorkspaceBytes, clear: false);
            var key = (call.Type, call.Rows, call.Columns, call.Inner, call.Batch, call.A.RowStride, call.B.RowStride, call.C.RowStride, call.A.Transposed, call.B.Transposed,
                call.A.BatchStride, call.B.BatchStride, call.C.BatchStride);
            if (!_plans.TryGetValue(key, out Plan? plan)) _plans[key] = plan = Prepare(call);
            float alpha = call.Alpha, beta = call.Beta;
            // cublasLt counts column by column: the row-major product is b^T a^T there, with the operands exchanged.
            fixed (byte* algorithm = plan.Algorithm)
                Check(_api.Multiply(_handle, plan.Operation, &alpha, b, plan.B, a, plan.A, &beta, c, plan.C, c, plan.C, algorithm,
                    _workspace.GpuAddress, WorkspaceBytes, _device.Context.Stream), "cublasLtMatmul");
        }
    }

    private ulong Address(MatmulOperand operand, string name, int rows, int columns, MatmulCall call)
    {
        CudaBuffer buffer = _device.Own(operand.Buffer);
        if (operand.Transposed) (rows, columns) = (columns, rows);
        int size = call.Type is MatmulType.Float16 or MatmulType.BFloat16 ? 2 : 4;
        if (operand.RowStride < columns) throw new DispatchException($"matmul: rows of {name} have {columns} elements, but are {operand.RowStride} apart");
        long last = (call.Batch - 1) * operand.BatchStride + (rows - 1) * operand.RowStride + columns;
        if (operand.Offset % size != 0 || operand.BatchStride < 0) throw new DispatchException($"matmul: offset or batch stride of {name} is not valid");
        buffer.CheckRange(last * size, operand.Offset);
        return buffer.GpuAddress + (ulong)operand.Offset;
    }

    private Plan Prepare(MatmulCall call)
    {
        int element = call.Type switch { MatmulType.Float16 => BlasApi.Float16, MatmulType.BFloat16 => BlasApi.BFloat16, _ => BlasApi.Float32 };
        nint operation = 0, preference = 0;
        Check(_api.OperationCreate(&operation, call.Type == MatmulType.TensorFloat32 ? BlasApi.ComputeFloat32FastTensor : BlasApi.ComputeFloat32, BlasApi.Float32), "cublasLtMatmulDescCreate");
        int first = call.B.Transposed ? 1 : 0, second = call.A.Transposed ? 1 : 0;
        Check(_api.OperationSet(operation, BlasApi.TransposeA, &first, 4), "cublasLtMatmulDescSetAttribute");
        Check(_api.OperationSet(operation, BlasApi.TransposeB, &second, 4), "cublasLtMatmulDescSetAttribute");
        nint a = Layout(element, call.A, call.Rows, call.Inner, call.Batch), b = Layout(element, call.B, call.Inner, call.Columns, call.Batch);
        nint c = Layout(element, call.C, call.Rows, call.Columns, call.Batch);
        Check(_api.PreferenceCreate(&preference), "cublasLtMatmulPreferenceCreate");
        ulong workspace = WorkspaceBytes;
        Check(_api.PreferenceSet(preference, BlasApi.MaxWorkspace, &workspace, 8), "cublasLtMatmulPreferenceSetAttribute");
        var result = new byte[BlasApi.HeuristicBytes];
        int found = 0, code;
        fixed (byte* to = result) code = _api.Heuristic(_handle, operation, b, a, c, c, preference, 1, to, &found);
        _api.PreferenceDestroy(preference);
        Check(code, "cublasLtMatmulAlgoGetHeuristic");
        if (found == 0) throw new CudaException("cublasLtMatmulAlgoGetHeuristic", 15, "CUBLAS_STATUS_NOT_SUPPORTED", "no algorithm for these sizes");
        return new Plan(operation, a, b, c, result[..64]);
    }

    private nint Layout(int element, MatmulOperand operand, int rows, int columns, int batch)
    {
        if (operand.Transposed) (rows, columns) = (columns, rows);
        nint layout = 0;
        Check(_api.LayoutCreate(&layout, element, (ulong)columns, (ulong)rows, operand.RowStride), "cublasLtMatrixLayoutCreate");
        if (batch <= 1) return layout;
        long stride = operand.BatchStride;
        Check(_api.LayoutSet(layout, BlasApi.BatchCount, &batch, 4), "cublasLtMatrixLayoutSetAttribute");
        Check(_api.LayoutSet(layout, BlasApi.BatchStride, &stride, 8), "cublasLtMatrixLayoutSetAttribute");
        return layout;
    }

    private static void Check(int code, string call)
    {
        if (code == 0) return;
        string name = code switch
        {
            1 => "CUBLAS_STATUS_NOT_INITIALIZED", 3 => "CUBLAS_STATUS_ALLOC_FAILED", 7 => "CUBLAS_STATUS_INVALID_VALUE", 8 => "CUBLAS_STATUS_ARCH_MISMATCH",
            13 => "CUBLAS_STATUS_EXECUTION_FAILED", 14 => "CUBLAS_STATUS_INTERNAL_ERROR", 15 => "CUBLAS_STATUS_NOT_SUPPORTED", _ => "CUBLAS_STATUS",
        };
        throw new CudaException(call, code, name, "see the documentation of cublasLt");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_handle == 0) return;
            foreach (Plan plan in _plans.Values)
            {
                _api.OperationDestroy(plan.Operation);
                _api.LayoutDestroy(plan.A);
                _api.LayoutDestroy(plan.B);
                _api.LayoutDestroy(plan.C);
            }
            _plans.Clear();
            _api.Destroy(_handle);
            _handle = 0;
            _workspace?.Dispose();
        }
    }
}
