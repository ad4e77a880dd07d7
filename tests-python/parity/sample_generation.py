"""Makes PyTorch's generators of sample inputs quick."""


def make_generation_quick():
    """Spares what PyTorch's generators do for its own test runner, nine tenths of the time.

    Before each sample they seed every kind of accelerator, which keeps a formatted stack each time, and look through
    the stack for a test case. The processor's numbers are the same without.
    """
    import random

    import numpy
    import torch
    from torch.testing._internal import common_utils
    from torch.testing._internal.opinfo import core

    def seed_processor(seed=None):
        seed = common_utils.SEED if seed is None else seed
        torch.default_generator.manual_seed(seed)
        random.seed(seed)
        numpy.random.seed(seed)

    common_utils.set_rng_seed = seed_processor
    common_utils.extract_test_fn = core.extract_test_fn = lambda: None
