namespace Lucid.Gpu.Drivers.Metal;

/// <summary>A row-major matrix in a buffer.</summary>
/// <param name="Buffer">Where its elements are.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="IsHalf">True for float16 elements, false for float32.</param>
/// <param name="Transposed">True to use it transposed.</param>
public readonly record struct MetalMatrix(IBuffer Buffer, int Rows, int Columns, bool IsHalf = false, bool Transposed = false);

/// <summary>MPSMatrixMultiplication on the device's stream (Metal Performance Shaders, "MPSMatrixMultiplication").</summary>
internal static class MetalMatrixMultiplication
{
    public static void Encode(MetalDevice device, MetalMatrix left, MetalMatrix right, MetalMatrix result, double alpha, double beta)
    {
        int rows = left.Transposed ? left.Columns : left.Rows, interior = left.Transposed ? left.Rows : left.Columns;
        int other = right.Transposed ? right.Columns : right.Rows, columns = right.Transposed ? right.Rows : right.Columns;
        if (interior != other || result.Rows != rows || result.Columns != columns || result.Transposed)
            throw new DispatchException($"matrices of {rows} by {interior} and {other} by {columns} do not multiply into {result.Rows} by {result.Columns}");
        if (rows == 0 || columns == 0 || interior == 0) return;
        ObjectiveC objc = device.Runtime;
        device.Commands.Encode(buffer =>
        {
            nint a = 0, b = 0, c = 0, kernel = 0;
            try
            {
                a = Matrix(device, left);
                b = Matrix(device, right);
                c = Matrix(device, result);
                kernel = objc.SendMultiplication(objc.Send(objc.Class("MPSMatrixMultiplication"), "alloc"), device.Handle,
                    left.Transposed, right.Transposed, rows, columns, interior, alpha, beta);
                if (kernel == 0) throw new DispatchException("Metal Performance Shaders give no matrix multiplication for this device");
                objc.Send(kernel, "encodeToCommandBuffer:leftMatrix:rightMatrix:resultMatrix:", buffer, a, b, c);
            }
            finally
            {
                foreach (nint made in new[] { kernel, c, b, a }) objc.Release(made);
            }
        });
    }

    private static nint Matrix(MetalDevice device, MetalMatrix matrix)
    {
        if (matrix.Buffer is not MetalBuffer buffer || !ReferenceEquals(buffer.Device, device)) throw new DispatchException("the matrix is in no buffer of this device");
        long rowBytes = (long)matrix.Columns * (matrix.IsHalf ? 2 : 4);
        if (rowBytes * matrix.Rows > buffer.Bytes) throw new DispatchException($"a matrix of {rowBytes * matrix.Rows} bytes does not fit its buffer of {buffer.Bytes}");
        ObjectiveC objc = device.Runtime;
        nint type = matrix.IsHalf ? MetalValues.MpsFloat16 : MetalValues.MpsFloat32;
        nint descriptor = objc.Send(objc.Class("MPSMatrixDescriptor"), "matrixDescriptorWithRows:columns:rowBytes:dataType:", matrix.Rows, matrix.Columns, (nint)rowBytes, type);
        nint made = objc.Send(objc.Send(objc.Class("MPSMatrix"), "alloc"), "initWithBuffer:descriptor:", buffer.Handle, descriptor);
        return made != 0 ? made : throw new DispatchException("Metal Performance Shaders do not take this matrix");
    }
}
