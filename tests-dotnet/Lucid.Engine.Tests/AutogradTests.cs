using System;
using Lucid.Graph;
using Xunit;
using static Lucid.TensorFunctions;

namespace Lucid.Engine.Tests;

/// <summary>First and higher derivatives against closed forms, and the rules of leaves and results.</summary>
public sealed class AutogradTests
{
    [Fact]
    public void BackwardFillsTheLeaves()
    {
        using Tensor x = Tensor.From([1.0, -2.0, 3.0], requiresGrad: true);
        using Tensor y = Tensor.From([4.0, 5.0, 6.0], requiresGrad: true);
        (x * x * y).Sum().Backward();
        Expect.Values(x.Grad!, 8, -20, 36);
        Expect.Values(y.Grad!, 1, 4, 9);
        Assert.True(x.IsLeaf);
        Assert.False((x * 2).IsLeaf);
    }

    [Fact]
    public void GradientsAddUpOverPasses()
    {
        using Tensor x = Tensor.From([1.0, 2.0], requiresGrad: true);
        (x * 3).Sum().Backward();
        (x * 4).Sum().Backward();
        Expect.Values(x.Grad!, 7, 7);
    }

    [Fact]
    public void ABroadcastOperandGetsTheSum()
    {
        using Tensor bias = Tensor.From([1.0, 2.0], requiresGrad: true);
        using Tensor scale = Full([], 3.0).SetRequiresGrad(true);
        using Tensor x = Tensor.From([1.0, 2, 3, 4, 5, 6], [3, 2]);
        (x * scale + bias).Sum().Backward();
        Expect.Values(bias.Grad!, 3, 3);
        Expect.Shape(scale.Grad!);
        Assert.Equal(21.0, scale.Grad!.Item<double>());
    }

    [Fact]
    public void ASeedStandsForTheOuterDerivative()
    {
        using Tensor x = Tensor.From([1.0, 2.0], requiresGrad: true);
        using Tensor seed = Tensor.From([10.0, 100.0]);
        (x * x).Backward(seed);
        Expect.Values(x.Grad!, 20, 400);
        Assert.Throws<ShapeMismatchException>(() => (x * x).Backward(Ones([3], dtype: DType.Float64)));
    }

    [Fact]
    public void HigherDerivativesFollowTheClosedForm()
    {
        using Tensor x = Tensor.From([0.5], requiresGrad: true);
        Tensor y = x.Pow(5.0).Sum();
        double[] expected = [5 * Math.Pow(0.5, 4), 20 * Math.Pow(0.5, 3), 60 * Math.Pow(0.5, 2), 120 * 0.5, 120];
        foreach (double derivative in expected)
        {
            y = y.GradientsOf([x], createGraph: true)[0]!.Sum();
            Expect.Close([derivative], y, 1e-12);
        }
    }

    [Theory]
    [InlineData("sin")]
    [InlineData("exp")]
    [InlineData("tanh")]
    [InlineData("sigmoid")]
    [InlineData("log")]
    public void SecondDerivativesFollowTheClosedForm(string function)
    {
        const double at = 0.7;
        using Tensor x = Tensor.From([at], requiresGrad: true);
        double sigmoid = 1 / (1 + Math.Exp(-at)), tanh = Math.Tanh(at);
        (Tensor y, double expected) = function switch
        {
            "sin" => (x.Sin(), -Math.Sin(at)),
            "exp" => (x.Exp(), Math.Exp(at)),
            "tanh" => (x.Tanh(), -2 * tanh * (1 - tanh * tanh)),
            "sigmoid" => (x.Sigmoid(), sigmoid * (1 - sigmoid) * (1 - 2 * sigmoid)),
            _ => (x.Log(), -1 / (at * at)),
        };
        Tensor first = y.Sum().GradientsOf([x], createGraph: true)[0]!;
        Expect.Close([expected], first.Sum().GradientsOf([x])[0]!, 1e-12);
    }

    [Fact]
    public void AHessianOfAQuadraticFormIsItsMatrix()
    {
        // f(x) = x' A x has the Hessian A + A'.
        using Tensor a = Tensor.From([1.0, 2, 3, 4, 5, 6, 7, 8, 10], [3, 3]);
        using Tensor x = Tensor.From([0.3, -1.0, 2.0], requiresGrad: true);
        Tensor gradient = x.Matmul(a.Matmul(x)).GradientsOf([x], createGraph: true)[0]!;
        double[] expected = [2, 6, 10, 6, 10, 14, 10, 14, 20];
        for (int row = 0; row < 3; row++)
            Expect.Close(expected[(3 * row)..(3 * row + 3)], gradient[row].GradientsOf([x], retainGraph: true)[0]!, 1e-12);
    }

    [Fact]
    public void GradientsOfResultsAreThere()
    {
        using Tensor x = Tensor.From([2.0], requiresGrad: true);
        Tensor middle = x * 3;
        Tensor end = middle * middle;
        Tensor?[] gradients = end.Sum().GradientsOf([middle, x]);
        Expect.Values(gradients[0]!, 12);
        Expect.Values(gradients[1]!, 36);
        Assert.Null(x.Grad);
    }

    [Fact]
    public void AnUnrelatedInputHasNoGradient()
    {
        using Tensor x = Tensor.From([2.0], requiresGrad: true);
        using Tensor other = Tensor.From([2.0], requiresGrad: true);
        Assert.Null((x * x).Sum().GradientsOf([x, other])[1]);
    }

    [Fact]
    public void ConditionsPassThePartThatWasTaken()
    {
        using Tensor x = Tensor.From([-1.0, 2.0, -3.0], requiresGrad: true);
        x.Gt(0).Where(x * 10, x * x).Sum().Backward();
        Expect.Values(x.Grad!, -2, 10, -6);
    }

    [Fact]
    public void OffMeansNoRecord()
    {
        using Tensor x = Tensor.From([1.0], requiresGrad: true);
        using (GradMode.Off())
        {
            Assert.False((x * x).RequiresGrad);
            using (GradMode.On()) Assert.True((x * x).RequiresGrad);
            Assert.False(GradMode.Enabled);
        }
        Assert.True((x * x).RequiresGrad);
        using Tensor detached = (x * x).Detach();
        Assert.False(detached.RequiresGrad);
    }

    [Fact]
    public void OnlyNumbersWithADerivativeRequireOne()
    {
        Assert.Throws<DtypeMismatchException>(() => { Ones([1], dtype: DType.Int64).SetRequiresGrad(true); });
        using Tensor x = Tensor.From([1.0], requiresGrad: true);
        Assert.Throws<LucidException>(() => { (x * 2).SetRequiresGrad(false); });
        Assert.False(x.Gt(0).RequiresGrad);
        Assert.False(x.Argmax().RequiresGrad);
    }

    [Fact]
    public void AnAssignedGradientMustFit()
    {
        using Tensor x = Tensor.From([1.0, 2.0], requiresGrad: true);
        Assert.Throws<ShapeMismatchException>(() => { x.Grad = Ones([3], dtype: DType.Float64); });
        Assert.Throws<DtypeMismatchException>(() => { x.Grad = Ones([2]); });
        x.Grad = Tensor.From([5.0, 6.0]);
        x.Sum().Backward();
        Expect.Values(x.Grad!, 6, 7);
    }

    [Fact]
    public void ComplexGradientsAreConjugate()
    {
        // d|z|^2: PyTorch's convention gives 2 z for a real loss.
        using Tensor z = Tensor.From([new System.Numerics.Complex(3, 4)], requiresGrad: true);
        (z * z.Conj()).Real().Sum().Backward();
        Expect.Complex(z.Grad!, new System.Numerics.Complex(6, 8));
    }

    [Fact]
    public void InPlaceEditsArePartOfTheHistory()
    {
        using Tensor x = Tensor.From([1.0, 2.0, 3.0], requiresGrad: true);
        Tensor y = x * 2;
        Tensor part = y[1..];
        part.MulInPlace(10);
        Expect.Values(y, 2, 40, 60);
        (y * y).Sum().Backward();
        // y = (2x0, 20x1, 20x2).
        Expect.Values(x.Grad!, 8, 1600, 2400);
    }
}
