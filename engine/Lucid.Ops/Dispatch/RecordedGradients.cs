using System;
using Lucid.Graph;

namespace Lucid.Ops.Dispatch;

/// <summary>
/// Derivatives of ops whose kernels have kernels for theirs, where those will not do: to be differentiated again, or of
/// wrapped arguments. The op is written with ops once more and differentiated by the engine.
/// </summary>
internal static class RecordedGradients
{
    /// <summary>Gradients of the operands; null where none arrives.</summary>
    /// <param name="operands">What to differentiate by.</param>
    /// <param name="gradients">Gradients of the function's results; null where there is none.</param>
    /// <param name="function">The op in ops; it is given leaves with the operands' values.</param>
    internal static Tensor?[] Of(Tensor[] operands, Tensor?[] gradients, Func<Tensor[], Tensor[]> function)
    {
        ThreadState state = ThreadState.Current;
        bool recorded = state.GradEnabled;
        using TensorScope scope = TensorScope.Open();
        using GradMode mode = GradMode.On();
        var points = new Tensor[operands.Length];
        for (int i = 0; i < points.Length; i++)
            points[i] = operands[i].DType.IsFloatingPoint() ? Transforms.Tangents.Fresh(operands[i]) : operands[i];
        Tensor[] results = function(points);
        int count = 0;
        for (int i = 0; i < results.Length; i++)
        {
            if (gradients[i] is null || !results[i].RequiresGrad) continue;
            (results[count], gradients[count++]) = (results[i], gradients[i]);
        }
        var found = new Tensor?[points.Length];
        if (count == 0) return found;
        Tensor[] leaves = Array.FindAll(points, point => point.RequiresGrad);
        Tensor?[] ofLeaves = BackwardEngine.Run(results[..count], gradients[..count], retainGraph: true, createGraph: recorded, inputs: leaves);
        for (int i = 0, at = 0; i < points.Length; i++)
        {
            if (!points[i].RequiresGrad || ofLeaves[at++] is not { } gradient) continue;
            state.Adopt(gradient);
            found[i] = scope.Escape(gradient);
        }
        return found;
    }
}
