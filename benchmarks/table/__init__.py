"""One table of Lucid beside PyTorch, libtorch and the machine's limits: `./dev bench table`."""
