"""The examples of the users' document, as written there (with device names put in), on both devices."""

import textwrap

import pytest

DEVICES = ["cpu", "metal"]

FIRST = """
import lucid

# Create a tensor on GPU with gradient tracking
x = lucid.randn(3, 4, device="metal", requires_grad=True)

# Forward pass: builds computation graph automatically
y = (x ** 2).sum()

# Backward pass: populates x.grad
y.backward()

print(x.grad)  # shape (3, 4): d(sum(x^2))/dx = 2x
"""

TRAINING = """
import lucid
import lucid.nn as nn
import lucid.nn.functional as F
import lucid.optim as optim

class MLP(nn.Module):
    def __init__(self, in_features: int, hidden: int, out_features: int) -> None:
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden)
        self.fc2 = nn.Linear(hidden, out_features)

    def forward(self, x: lucid.Tensor) -> lucid.Tensor:
        return self.fc2(F.relu(self.fc1(x)))

model = MLP(784, 256, 10).to("metal")
optimizer = optim.Adam(model.parameters(), lr=1e-3)

X = lucid.randn(64, 784, device="metal")
Y = lucid.randn(64, 10, device="metal")

for step in range(200):
    loss = F.mse_loss(model(X), Y)
    loss.eval()           # flush MLX lazy graph before backward

    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

print(f"final loss: {loss.item():.4f}")
"""

MIXED = """
import lucid
import lucid.nn as nn
from lucid.amp import autocast, GradScaler

model = nn.Linear(512, 512).to("metal")
scaler = GradScaler()

with autocast():
    output = model(lucid.randn(32, 512, device="metal"))
    loss = output.sum()

scaler.scale(loss).backward()
scaler.step(optimizer)
scaler.update()
"""

CHECKPOINT = """
lucid.save(model.state_dict(), "checkpoint.lucid")

new_model = nn.Linear(512, 512)
new_model.load_state_dict(lucid.load("checkpoint.lucid"))
"""


def run(source, names, device):
    source = source.replace('"metal"', repr(device)).replace("autocast()", f"autocast({device!r})")
    exec(compile(textwrap.dedent(source), "<README>", "exec"), names)  # noqa: S102
    return names


@pytest.mark.smoke
@pytest.mark.parametrize("device", DEVICES)
def test_first_example(device, capsys):
    names = run(FIRST, {}, device)
    x = names["x"]
    assert x.grad.tolist() == [[2 * value for value in row] for row in x.detach().tolist()]
    assert str(x.device) == device
    assert capsys.readouterr().out.startswith("tensor([[")


@pytest.mark.parametrize("device", DEVICES)
def test_training_mixed_precision_and_checkpoint(device, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    names = run("import lucid\nlucid.manual_seed(0)", {}, device)
    run(TRAINING, names, device)
    first = capsys.readouterr().out
    assert first.startswith("final loss: ")
    # 64 random targets are learnt by heart by 203,530 parameters: the loss falls from about 1.1 to nearly nothing.
    assert float(first.split()[-1]) < 0.05
    # The document's scaler steps the optimizer of the example before, whose gradients are still there.
    run(MIXED, names, device)
    assert str(names["output"].dtype) == "lucid.float16"
    assert names["model"].weight.grad.dtype == names["lucid"].float32
    run(CHECKPOINT, names, device)
    assert names["new_model"].weight.tolist() == names["model"].weight.tolist()
    assert list(names["new_model"].state_dict()._metadata) == [""]


def test_gpu_check(capsys):
    run('import lucid\nx = lucid.ones((4, 4), device="metal")\nprint(x.device)', {}, "metal")
    assert capsys.readouterr().out.strip() == "metal"
