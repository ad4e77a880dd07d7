"""The default random stream: ``lucid.random.manual_seed`` and its like."""

from lucid._functions import get_rng_state, initial_seed, manual_seed, seed, set_rng_state

__all__ = ["get_rng_state", "initial_seed", "manual_seed", "seed", "set_rng_state"]
