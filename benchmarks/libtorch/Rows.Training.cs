using System;
using System.Collections.Generic;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Lucid.Benchmarks.LibTorch;

internal static partial class Rows
{
    private static Action Step(Func<Tensor, Tensor> net, optim.Optimizer optimizer, Tensor x, Tensor y, Func<Tensor, Tensor, Tensor> loss) => () =>
    {
        using DisposeScope scope = NewDisposeScope();
        optimizer.zero_grad();
        loss(net(x), y).backward();
        optimizer.step();
    };

    private static Tensor CrossEntropy(Tensor x, Tensor y) => F.cross_entropy(x, y);

    private static Tensor Classes(long count) => randint(0, 10, [count], dtype: int64);

    private static void Training(Dictionary<string, Func<Action>> rows)
    {
        rows["train_mlp_784_256_10_b64_adam"] = () =>
        {
            var net = Sequential(Linear(784, 256), ReLU(), Linear(256, 10));
            return Step(net.call, optim.Adam(net.parameters(), 1e-3), R(64, 784), Classes(64), CrossEntropy);
        };
        rows["train_lenet_b64_adam"] = () =>
        {
            var net = Sequential(
                Conv2d(1, 6, 5, padding: 2), ReLU(), MaxPool2d(2), Conv2d(6, 16, 5), ReLU(), MaxPool2d(2),
                Flatten(), Linear(400, 120), ReLU(), Linear(120, 84), ReLU(), Linear(84, 10));
            return Step(net.call, optim.Adam(net.parameters(), 1e-3), R(64, 1, 28, 28), Classes(64), CrossEntropy);
        };
        rows["train_resblock64_b8_32x32_sgd"] = () =>
        {
            var net = new Residual();
            return Step(net.call, optim.SGD(net.parameters(), 0.01, momentum: 0.9), R(8, 3, 32, 32), Classes(8), CrossEntropy);
        };
        rows["train_encoder_d256_h8_s128_b8_adam"] = () =>
        {
            // TorchSharp's layer has no batch_first; its sequence comes first, and the work is the same.
            var net = TransformerEncoderLayer(256, 8, 1024, dropout: 0.0);
            Tensor x = R(128, 8, 256), y = R(128, 8, 256);
            return Step(t => net.call(t, null, null), optim.Adam(net.parameters(), 1e-3), x, y, (a, b) => F.mse_loss(a, b));
        };
    }

    private sealed class Residual : Module<Tensor, Tensor>
    {
        private readonly Conv2d _stem = Conv2d(3, 64, 3, padding: 1), _first = Conv2d(64, 64, 3, padding: 1, bias: false);
        private readonly Conv2d _second = Conv2d(64, 64, 3, padding: 1, bias: false);
        private readonly BatchNorm2d _firstNorm = BatchNorm2d(64), _secondNorm = BatchNorm2d(64);
        private readonly Linear _head = Linear(64, 10);

        public Residual()
            : base("residual") => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            Tensor x = _stem.call(input).relu();
            Tensor y = _secondNorm.call(_second.call(_firstNorm.call(_first.call(x)).relu()));
            return _head.call((x + y).relu().mean([2, 3]));
        }
    }
}
