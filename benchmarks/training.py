"""Whole training steps: forward, backward, optimizer."""
from .case import Case


def perceptron_step(library, sizes=(784, 256, 10), batch=64, optimizer="Adam"):
    """A function that makes one training step of a multilayer perceptron on one random batch."""
    nn = library.nn
    library.manual_seed(0)
    layers = []
    for wide, narrow in zip(sizes, sizes[1:]):
        layers += [nn.Linear(wide, narrow), nn.ReLU()]
    model = nn.Sequential(*layers[:-1])
    stepper = getattr(library.optim, optimizer)(model.parameters(), lr=1e-3)
    x = library.randn(batch, sizes[0])
    y = library.randint(0, sizes[-1], (batch,))

    def step():
        stepper.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        stepper.step()
        return loss
    return step


def training_case(name, **options) -> Case:
    return Case(name, "step()", lambda library: {"step": perceptron_step(library, **options)})


CASES = [
    training_case("784-256-10, batch 64, Adam"),
    training_case("784-256-10, batch 64, SGD", optimizer="SGD"),
    training_case("32-64-64-8, batch 32, Adam", sizes=(32, 64, 64, 8), batch=32),
    training_case("784-512-512-10, batch 128, Adam", sizes=(784, 512, 512, 10), batch=128),
]
