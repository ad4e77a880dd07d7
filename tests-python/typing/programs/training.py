"""A network, trained: layers, optimizers, schedulers, gradient modes, saving."""
from typing import Dict, List

import lucid
import lucid.nn as nn
import lucid.nn.functional as F
import lucid.optim as optim
from lucid.optim.lr_scheduler import StepLR


class Network(nn.Module):
    def __init__(self, inputs: int, hidden: int, outputs: int) -> None:
        super().__init__()
        self.first = nn.Linear(inputs, hidden)
        self.second = nn.Linear(hidden, outputs, bias=False)
        self.dropout = nn.Dropout(0.1)
        self.scale = nn.Parameter(lucid.ones(outputs))

    def forward(self, x: lucid.Tensor) -> lucid.Tensor:
        hidden = self.dropout(F.relu(self.first(x)))
        return self.second(hidden) * self.scale


def train(model: nn.Module, batches: List[lucid.Tensor], labels: List[lucid.Tensor]) -> float:
    optimizer = optim.AdamW(model.parameters(), lr=1e-3, betas=(0.9, 0.99), weight_decay=0.01)
    scheduler = StepLR(optimizer, step_size=10, gamma=0.5)
    total = 0.0
    for batch, label in zip(batches, labels):
        loss: lucid.Tensor = F.cross_entropy(model(batch), label)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
        total += float(loss)
    return total


def main() -> Dict[str, float]:
    model = Network(8, 16, 4).to("cpu")
    batches = [lucid.randn(5, 8) for _ in range(3)]
    labels = [lucid.randint(0, 4, (5,)) for _ in range(3)]
    model.train()
    loss = train(model, batches, labels)
    model.eval()
    with lucid.no_grad():
        predictions = model(batches[0]).argmax(dim=1)
    accuracy = (predictions == labels[0]).float().mean().item()
    return {"loss": loss, "accuracy": float(accuracy)}


print(sorted(main()))
