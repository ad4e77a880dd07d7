using System;
using Lucid;
using Lucid.Graph;
using static Lucid.TensorFunctions;

namespace Digits;

/// <summary>Two dense layers: 64 pixels in, a score for each digit out.</summary>
internal sealed class Network : IDisposable
{
    private const int Pixels = 64, Hidden = 128, Classes = 10;

    private readonly Tensor _inputWeight = Start(Hidden, Pixels);
    private readonly Tensor _inputBias = Zeros([Hidden], requiresGrad: true);
    private readonly Tensor _outputWeight = Start(Classes, Hidden);
    private readonly Tensor _outputBias = Zeros([Classes], requiresGrad: true);
    private readonly Tensor[] _parameters;
    private readonly Tensor[] _momenta;

    internal Network()
    {
        _parameters = [_inputWeight, _inputBias, _outputWeight, _outputBias];
        _momenta = Array.ConvertAll(_parameters, parameter => parameter.ZerosLike());
    }

    /// <summary>Scores (N, 10) of images (N, 64).</summary>
    internal Tensor Scores(Tensor images) => images.Linear(_inputWeight, _inputBias).Relu().Linear(_outputWeight, _outputBias);

    /// <summary>One step of gradient descent with momentum on a batch; returns the loss.</summary>
    internal float Learn(Tensor images, Tensor labels, double rate)
    {
        using TensorScope scope = TensorScope.Open();
        Tensor loss = Scores(images).CrossEntropy(labels);
        loss.Backward();
        using GradMode mode = GradMode.Off();
        for (int i = 0; i < _parameters.Length; i++)
        {
            _momenta[i].MulInPlace(0.9).AddInPlace(_parameters[i].Grad!);
            _parameters[i].SubInPlace(_momenta[i] * rate);
            _parameters[i].Grad = null;
        }
        return loss.Item<float>();
    }

    /// <summary>The share of images whose digit is read rightly.</summary>
    internal double Accuracy(Tensor images, Tensor labels)
    {
        using GradMode mode = GradMode.Off();
        using TensorScope scope = TensorScope.Open();
        return Scores(images).Argmax(1).Eq(labels).Float().Mean().Item<double>();
    }

    public void Dispose()
    {
        foreach (Tensor tensor in (Tensor[])[.. _parameters, .. _momenta]) tensor.Dispose();
    }

    // He initialisation (K. He et al., 2015): variance 2 / inputs keeps the size of activations through ReLU.
    private static Tensor Start(long outputs, long inputs)
    {
        using TensorScope scope = TensorScope.Open();
        return scope.Escape((Randn([outputs, inputs]) * Math.Sqrt(2.0 / inputs)).SetRequiresGrad(true));
    }
}
