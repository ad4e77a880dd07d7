using System;
using Lucid.Cpu.Optimizers;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Optimizers;

/// <summary>
/// Updates of whole parameter lists in one kernel. All tensors are edited in place, outside the graph; lists are equally long.
/// </summary>
public static class OptimizerStep
{
    /// <summary>True when one kernel can do it: dense float32 or float64 tensors of one type and device, with matching shapes.</summary>
    public static bool Fits(ReadOnlySpan<Tensor> parameters, params ReadOnlySpan<Tensor[]> others)
    {
        if (parameters.Length == 0) return false;
        DType type = parameters[0].DType;
        DeviceType device = parameters[0].DeviceType;
        if (type is not (DType.Float32 or DType.Float64)) return false;
        for (int i = 0; i < parameters.Length; i++)
        {
            if (!Dense(parameters[i], parameters[i], type, device)) return false;
            foreach (Tensor[] list in others)
            {
                if (list.Length > 0 && (list.Length != parameters.Length || !Dense(list[i], parameters[i], type, device))) return false;
            }
        }
        return true;
    }

    /// <summary>Adam, AdamW, AMSGrad: see <see cref="Adam"/> for the formulas.</summary>
    public static void Adam(Tensor[] parameters, Tensor[] gradients, Tensor[] firstMoments, Tensor[] secondMoments,
        Tensor[] largest, double[] steps, AdamParameters settings)
    {
        CommandStream.Submit(new AdamKernel(Operands(parameters), Operands(gradients), Operands(firstMoments),
            Operands(secondMoments), Operands(largest), steps, settings), parameters[0].DeviceType);
        Bump(parameters);
        Bump(firstMoments);
        Bump(secondMoments);
        Bump(largest);
    }

    /// <summary>Stochastic gradient descent: see <see cref="Sgd"/> for the formulas.</summary>
    public static void Sgd(Tensor[] parameters, Tensor[] gradients, Tensor[] momenta, bool[] firstSteps, SgdParameters settings)
    {
        CommandStream.Submit(new SgdKernel(Operands(parameters), Operands(gradients), Operands(momenta), firstSteps, settings), parameters[0].DeviceType);
        Bump(parameters);
        Bump(momenta);
    }

    private static bool Dense(Tensor tensor, Tensor model, DType type, DeviceType device) =>
        tensor.DType == type && tensor.DeviceType == device && tensor.IsContiguous && tensor.Layout.SameSizes(model.Layout);

    private static Operand[] Operands(Tensor[] tensors)
    {
        var operands = new Operand[tensors.Length];
        for (int i = 0; i < operands.Length; i++) operands[i] = tensors[i].Operand;
        return operands;
    }

    private static void Bump(Tensor[] tensors)
    {
        foreach (Tensor tensor in tensors) tensor.BumpVersion();
    }
}
