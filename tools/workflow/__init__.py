"""What `./dev` and the packaging backend do. Standard library only, Python 3.9 and newer."""
