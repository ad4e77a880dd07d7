"""Measurements of Lucid beside PyTorch. The bodies are written once and take the library as an argument."""
