using System;
using Lucid.Graph;

namespace Lucid;

public sealed unsafe partial class Tensor
{
    /// <summary>Adds the gradient of this tensor to <see cref="Grad"/> of every leaf it was computed from.</summary>
    /// <param name="gradient">Gradient of this tensor, of its shape; may be left out for a single real element, where it is 1.</param>
    /// <param name="retainGraph">Keeps saved values for another pass; null: as <paramref name="createGraph"/>.</param>
    /// <param name="createGraph">Records the computation of the gradients, so that they can be differentiated again.</param>
    /// <exception cref="LucidException">The tensor needs no gradient, or saved values are gone or edited.</exception>
    /// <exception cref="ShapeMismatchException">The gradient has another shape.</exception>
    public void Backward(Tensor? gradient = null, bool? retainGraph = null, bool createGraph = false) =>
        BackwardEngine.Run([this], [gradient], retainGraph ?? createGraph, createGraph);

    /// <summary>Gradients of this tensor with respect to some others, without touching any <see cref="Grad"/>.</summary>
    /// <param name="inputs">Tensors to differentiate by; each must require a gradient.</param>
    /// <param name="gradient">Gradient of this tensor, of its shape; may be left out for a single real element, where it is 1.</param>
    /// <param name="retainGraph">Keeps saved values for another pass; null: as <paramref name="createGraph"/>.</param>
    /// <param name="createGraph">Records the computation, so that the results can be differentiated again.</param>
    /// <returns>One gradient per input, owned by the caller; null where this tensor does not depend on the input.</returns>
    /// <exception cref="LucidException">A tensor needs no gradient, or saved values are gone or edited.</exception>
    public Tensor?[] GradientsOf(ReadOnlySpan<Tensor> inputs, Tensor? gradient = null, bool? retainGraph = null, bool createGraph = false)
    {
        if (inputs.IsEmpty) throw new LucidException("grad", "grad: inputs argument to grad cannot be empty");
        return BackwardEngine.Run([this], [gradient], retainGraph ?? createGraph, createGraph, inputs);
    }
}
