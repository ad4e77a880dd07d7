using System.Numerics;

namespace Lucid.Cpu.Gemm;

/// <summary>The epilogue as a pass of its own, for products that were accumulated outside of C.</summary>
/// <typeparam name="T">Accumulation type.</typeparam>
/// <typeparam name="TElement">Element type of C, bias and residual.</typeparam>
internal static unsafe class EpiloguePass<T, TElement>
    where T : unmanaged
    where TElement : unmanaged
{
    /// <summary>
    /// C = activation(alpha product + beta C + residual + bias), rounded once. The product has row stride
    /// <paramref name="productRow"/> and column stride 1, or is taken as zero where null.
    /// </summary>
    public static void Apply(
        nint rows, nint columns, T* product, nint productRow, T alpha, in Epilogue<TElement> epilogue, TElement* residual, TElement* c, nint cRow)
    {
        T beta = Accumulation.Scalar<T>(epilogue.Beta), floor = Accumulation.Floor<T>(epilogue.Activation);
        bool gelu = epilogue.Activation == Activation.Gelu;
        bool old = epilogue.Beta != Complex.Zero;
        TElement* bias = epilogue.Bias;
        for (nint i = 0; i < rows; i++, c += cRow)
        {
            nint j = 0;
            if (typeof(TElement) == typeof(T))
            {
                Vector<T> factor = Vector.Create(alpha), oldFactor = Vector.Create(beta), least = Vector.Create(floor);
                for (; j + Vector<T>.Count <= columns; j += Vector<T>.Count)
                {
                    Vector<T> value = product == null ? default : factor * Vector.Load(product + j);
                    if (old) value += oldFactor * Vector.Load((T*)c + j);
                    if (residual != null) value += Vector.Load((T*)residual + j);
                    if (bias != null) value += Vector.Load((T*)bias + j);
                    value = Vector.ConditionalSelect(Vector.LessThan(value, least), least, value);
                    Vector.Store(gelu ? ActivationPass.Gelu(value) : value, (T*)c + j);
                }
            }
            for (; j < columns; j++)
            {
                T value = product == null ? default : Accumulation.Multiply(alpha, product[j]);
                if (old) value = Accumulation.Add(value, Accumulation.Multiply(beta, Accumulation.Widen<TElement, T>(c[j])));
                if (residual != null) value = Accumulation.Add(value, Accumulation.Widen<TElement, T>(residual[j]));
                if (bias != null) value = Accumulation.Add(value, Accumulation.Widen<TElement, T>(bias[j]));
                value = gelu ? ActivationPass.Gelu(Vector.Create(value)).ToScalar() : Accumulation.Raise(value, floor);
                c[j] = Accumulation.Narrow<T, TElement>(value);
            }
            if (product != null) product += productRow;
            if (residual != null) residual += epilogue.ResidualRow;
        }
    }
}
