"""Optimizers against PyTorch's, step by step, from the same numbers."""

import pytest

pytest.importorskip("torch")

import lucid  # noqa: E402
import torch  # noqa: E402
from lucid import optim  # noqa: E402

pytestmark = pytest.mark.parity


@pytest.fixture(autouse=True, params=["cpu", "metal"])
def default_device(request):
    """Runs every test on both devices."""
    lucid.set_default_device(request.param)
    yield
    lucid.set_default_device("cpu")

CASES = [
    ("SGD", {"lr": 0.1}),
    ("SGD", {"lr": 0.1, "momentum": 0.9, "weight_decay": 0.01}),
    ("SGD", {"lr": 0.1, "momentum": 0.9, "dampening": 0.3, "maximize": True}),
    ("SGD", {"lr": 0.1, "momentum": 0.9, "nesterov": True}),
    ("Adam", {}),
    ("Adam", {"lr": 0.05, "betas": (0.8, 0.9), "eps": 1e-4, "weight_decay": 0.1}),
    ("Adam", {"amsgrad": True, "maximize": True}),
    ("Adam", {"weight_decay": 0.1, "decoupled_weight_decay": True}),
    ("AdamW", {"lr": 0.02}),
    ("AdamW", {"lr": 0.02, "amsgrad": True, "weight_decay": 0.2}),
    ("Adamax", {"lr": 0.02, "weight_decay": 0.1}),
    ("NAdam", {"lr": 0.02, "weight_decay": 0.1}),
    ("NAdam", {"lr": 0.02, "weight_decay": 0.1, "decoupled_weight_decay": True}),
    ("RAdam", {"lr": 0.02, "weight_decay": 0.1}),
    ("RAdam", {"lr": 0.02, "betas": (0.9, 0.8)}),
    ("RMSprop", {"lr": 0.02}),
    ("RMSprop", {"lr": 0.02, "centered": True, "momentum": 0.9, "weight_decay": 0.1}),
    ("Adadelta", {"lr": 0.5, "weight_decay": 0.1}),
    ("Adagrad", {"lr": 0.1, "lr_decay": 0.1, "weight_decay": 0.1, "initial_accumulator_value": 0.2}),
    ("ASGD", {"lr": 0.1, "t0": 4, "weight_decay": 0.1}),
    ("Rprop", {"lr": 0.02}),
    ("Rprop", {"lr": 0.02, "maximize": True, "step_sizes": (1e-3, 0.03)}),
]


def _pairs():
    torch.manual_seed(3)
    theirs = [torch.randn(3, 4, dtype=torch.float64), torch.randn(5, dtype=torch.float64), torch.tensor(0.7).double()]
    ours = [lucid.tensor(t.tolist(), dtype=lucid.float64) for t in theirs]
    return [t.requires_grad_() for t in ours], [t.requires_grad_() for t in theirs]


def _loss(parameters, library):
    a, b, c = parameters
    mixed = (b * b).sum() * library.cos(c) * 0.1 + c * a[0, 1]
    return (library.sin(a) * a).sum() * 0.3 + library.sin(b * 2).sum() + mixed


# PyTorch keeps a factor of these (mu_product, eta) in a float32 tensor.
TOLERANCE = {"NAdam": 1e-8, "ASGD": 1e-7}


def _assert_equal(ours, theirs, tolerance=1e-12):
    for mine, reference in zip(ours, theirs):
        got = torch.tensor(mine.detach().tolist(), dtype=torch.float64)
        torch.testing.assert_close(got, reference.detach(), rtol=tolerance * 100, atol=tolerance)


def _run(optimizer, parameters, library, steps, set_to_none=True):
    for _ in range(steps):
        optimizer.zero_grad(set_to_none)
        _loss(parameters, library).backward()
        optimizer.step()


@pytest.mark.parametrize("name, options", CASES, ids=[f"{i}-{name}" for i, (name, _) in enumerate(CASES)])
def test_ten_steps(name, options):
    ours, theirs = _pairs()
    mine, reference = getattr(optim, name)(ours, **options), getattr(torch.optim, name)(theirs, **options)
    for _ in range(10):
        _run(mine, ours, lucid, 1)
        _run(reference, theirs, torch, 1)
        _assert_equal(ours, theirs, TOLERANCE.get(name, 1e-12))


@pytest.mark.parametrize("name, options", CASES, ids=[f"{i}-{name}" for i, (name, _) in enumerate(CASES)])
def test_state_of_pytorch_is_taken_over(name, options):
    ours, theirs = _pairs()
    reference = getattr(torch.optim, name)(theirs, **options)
    _run(reference, theirs, torch, 3)
    copies = [lucid.tensor(t.tolist(), dtype=lucid.float64).requires_grad_() for t in theirs]
    mine = getattr(optim, name)(copies, **options)
    state = reference.state_dict()
    # Same layout: the same keys in groups and state.
    assert set(mine.state_dict()["param_groups"][0]) == set(state["param_groups"][0])
    state["state"] = {
        index: {
            key: lucid.tensor(value.tolist(), dtype=lucid.float64) if isinstance(value, torch.Tensor) else value
            for key, value in values.items()
        }
        for index, values in state["state"].items()
    }
    mine.load_state_dict(state)
    ours = mine.param_groups[0]["params"]
    _run(mine, ours, lucid, 3)
    _run(reference, theirs, torch, 3)
    _assert_equal(ours, theirs, TOLERANCE.get(name, 1e-11))
    for index, values in mine.state_dict()["state"].items():
        assert set(values) == {k for k, v in reference.state_dict()["state"][index].items() if v is not None}


@pytest.mark.parametrize("line_search", [None, "strong_wolfe"])
def test_lbfgs(line_search):
    def rosenbrock(x):
        return ((1 - x[:-1]) ** 2 + 100 * (x[1:] - x[:-1] ** 2) ** 2).sum()

    start = [0.5, 0.4, 0.3, 0.2]  # leads to the global minimum at (1, 1, 1, 1)
    ours = lucid.tensor(start, dtype=lucid.float64).requires_grad_()
    theirs = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    options = {"lr": 1.0 if line_search else 1e-3, "max_iter": 7, "max_eval": 20, "history_size": 4}
    mine = optim.LBFGS([ours], line_search_fn=line_search, **options)
    reference = torch.optim.LBFGS([theirs], line_search_fn=line_search, **options)

    def closure(optimizer, x):
        def evaluate():
            optimizer.zero_grad()
            loss = rosenbrock(x)
            loss.backward()
            return loss

        return evaluate

    for _ in range(6):
        got, expected = mine.step(closure(mine, ours)), reference.step(closure(reference, theirs))
        assert float(got) == pytest.approx(float(expected), rel=1e-6)
        _assert_equal([ours], [theirs], 1e-8)
    assert mine.state[ours]["func_evals"] == reference.state[theirs]["func_evals"]
    if line_search:
        for _ in range(10):
            mine.step(closure(mine, ours))
        assert float(rosenbrock(ours)) < 1e-9


def test_sparse_adam_matches_pytorch_on_rows():
    torch.manual_seed(0)
    start = torch.randn(6, 3, dtype=torch.float64)
    theirs = torch.nn.Embedding.from_pretrained(start.clone(), freeze=False, sparse=True)
    ours = lucid.tensor(start.tolist(), dtype=lucid.float64).requires_grad_()
    reference, mine = torch.optim.SparseAdam(list(theirs.parameters()), lr=0.1), optim.SparseAdam([ours], lr=0.1)
    for rows in ([0, 2], [2, 5], [1, 2], [0, 1]):
        reference.zero_grad()
        mine.zero_grad()
        (theirs(torch.tensor(rows)) ** 2).sum().backward()
        (ours[lucid.tensor(rows)] ** 2).sum().backward()
        reference.step()
        mine.step()
        _assert_equal([ours], [theirs.weight], 1e-10)


SCHEDULES = [
    ("StepLR", {"step_size": 3, "gamma": 0.5}),
    ("MultiStepLR", {"milestones": [2, 5, 5, 9], "gamma": 0.3}),
    ("ConstantLR", {"factor": 0.4, "total_iters": 4}),
    ("LinearLR", {"start_factor": 0.2, "end_factor": 0.9, "total_iters": 6}),
    ("ExponentialLR", {"gamma": 0.8}),
    ("PolynomialLR", {"total_iters": 8, "power": 2.0}),
    ("CosineAnnealingLR", {"T_max": 5, "eta_min": 0.01}),
    ("CosineAnnealingWarmRestarts", {"T_0": 3, "T_mult": 2, "eta_min": 0.01}),
    ("LambdaLR", {"lr_lambda": lambda epoch: 0.9**epoch}),
    ("MultiplicativeLR", {"lr_lambda": lambda epoch: 0.9 + 0.01 * epoch}),
    ("CyclicLR", {"base_lr": 0.01, "max_lr": 0.2, "step_size_up": 4, "mode": "triangular2"}),
    ("CyclicLR", {"base_lr": 0.01, "max_lr": 0.2, "step_size_up": 4, "step_size_down": 3, "mode": "exp_range",
                  "gamma": 0.9}),
    ("OneCycleLR", {"max_lr": 0.5, "total_steps": 20}),
    ("OneCycleLR", {"max_lr": 0.5, "total_steps": 20, "three_phase": True, "anneal_strategy": "linear"}),
]  # fmt: skip


def _two_groups(library, options):
    a, b = library.zeros(2).requires_grad_(), library.zeros(3).requires_grad_()
    module = optim if library is lucid else torch.optim
    return module.SGD([{"params": [a]}, {"params": [b], "lr": options.get("lr", 0.3)}], lr=0.1, momentum=0.9)


@pytest.mark.parametrize("name, options", SCHEDULES, ids=[f"{i}-{name}" for i, (name, _) in enumerate(SCHEDULES)])
def test_schedule(name, options):
    mine, reference = _two_groups(lucid, {}), _two_groups(torch, {})
    ours = getattr(optim.lr_scheduler, name)(mine, **options)
    theirs = getattr(torch.optim.lr_scheduler, name)(reference, **options)
    for step in range(18):
        assert ours.get_last_lr() == pytest.approx(theirs.get_last_lr(), rel=1e-12)
        assert mine.param_groups[1]["momentum"] == pytest.approx(reference.param_groups[1]["momentum"])
        for optimizer, schedule in ((mine, ours), (reference, theirs)):
            optimizer.step()
            schedule.step()
        if step == 8:  # saved and restored in the middle
            state = ours.state_dict()
            ours = getattr(optim.lr_scheduler, name)(_two_groups(lucid, {}), **options)
            ours.load_state_dict(state)
            ours.optimizer = mine


@pytest.mark.parametrize("mode", ["min", "max"])
def test_reduce_on_plateau(mode):
    mine, reference = _two_groups(lucid, {}), _two_groups(torch, {})
    options = {"mode": mode, "factor": 0.5, "patience": 1, "cooldown": 2, "threshold": 0.05, "min_lr": 0.02}
    ours = optim.lr_scheduler.ReduceLROnPlateau(mine, **options)
    theirs = torch.optim.lr_scheduler.ReduceLROnPlateau(reference, **options)
    for value in [5, 4, 4, 4.1, 3.99, 4, 4, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2.9, 2.5, 2.5, 2.5, 2.5]:
        ours.step(value)
        theirs.step(value)
        assert ours.get_last_lr() == pytest.approx([float(lr) for lr in theirs.get_last_lr()])
        assert ours.num_bad_epochs == theirs.num_bad_epochs


def test_sequential_and_chained():
    def build(library):
        optimizer = _two_groups(library, {})
        schedules = (optim if library is lucid else torch.optim).lr_scheduler
        warm = schedules.LinearLR(optimizer, start_factor=0.1, total_iters=4)
        then = schedules.ExponentialLR(optimizer, gamma=0.7)
        return optimizer, schedules.SequentialLR(optimizer, [warm, then], milestones=[5])

    (mine, ours), (reference, theirs) = build(lucid), build(torch)
    for _ in range(12):
        assert ours.get_last_lr() == pytest.approx(theirs.get_last_lr())
        for optimizer, schedule in ((mine, ours), (reference, theirs)):
            optimizer.step()
            schedule.step()

    def chain(library):
        optimizer = _two_groups(library, {})
        schedules = (optim if library is lucid else torch.optim).lr_scheduler
        first = schedules.ConstantLR(optimizer, factor=0.1, total_iters=3)
        return optimizer, schedules.ChainedScheduler([first, schedules.ExponentialLR(optimizer, gamma=0.9)])

    (mine, ours), (reference, theirs) = chain(lucid), chain(torch)
    for _ in range(8):
        assert ours.get_last_lr() == pytest.approx(theirs.get_last_lr())
        for optimizer, schedule in ((mine, ours), (reference, theirs)):
            optimizer.step()
            schedule.step()
