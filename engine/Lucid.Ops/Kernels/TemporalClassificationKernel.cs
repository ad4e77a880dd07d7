using Lucid.Cpu.NN;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Connectionist temporal classification in float64: losses, or with their gradients those of the logarithms.</summary>
internal readonly unsafe struct TemporalClassificationKernel(
    Operand logProbabilities, long[] targets, long[] starts, long[] inputLengths, long[] targetLengths, long blank, bool zeroInfinity, Operand logAlpha,
    Operand losses, Operand lossGradients, Operand gradients) : IKernel
{
    public string Name => "ctc_loss";

    public void Run()
    {
        fixed (long* labels = targets, begins = starts, steps = inputLengths, lengths = targetLengths)
        {
            var problem = new TemporalClassification.Problem
            {
                LogProbabilities = logProbabilities.Pointer<double>(), Steps = (nint)logProbabilities.Sizes[0], Samples = (nint)logProbabilities.Sizes[1],
                Classes = (nint)logProbabilities.Sizes[2], Targets = labels, TargetStarts = begins, InputLengths = steps, TargetLengths = lengths,
                Blank = blank, Positions = (nint)logAlpha.Sizes[2], LogAlpha = logAlpha.Pointer<double>(), Losses = losses.Pointer<double>(),
                ZeroInfinity = zeroInfinity,
            };
            if (gradients.Storage is null)
            {
                TemporalClassification.Forward(ref problem);
                return;
            }
            problem.LossGradients = lossGradients.Pointer<double>();
            problem.Gradients = gradients.Pointer<double>();
            TemporalClassification.Backward(ref problem);
        }
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in logProbabilities);
        if (gradients.Storage is null)
        {
            visitor.Write(in logAlpha);
            visitor.Write(in losses);
            return;
        }
        visitor.Read(in logAlpha);
        visitor.Read(in losses);
        visitor.Read(in lossGradients);
        visitor.Write(in gradients);
    }
}
