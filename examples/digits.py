"""Trains a small network to read handwritten digits, and draws what it learnt.

    python examples/digits.py [--device metal] [--epochs 30] [--seed 0]

Prints the accuracy of every epoch, saves the network to digits.lucid, loads it again, and writes digits.svg: the loss
as it fell, what was taken for what, and the digits that were misread.
"""

import argparse
import csv
import gzip
import pathlib
import sys
import time

import lucid
import lucid.nn as nn
import lucid.nn.functional as F
import lucid.optim as optim

import digits_picture

DATA = pathlib.Path(__file__).parent / "data" / "digits.csv.gz"
TEST_IMAGES = 360  # a fifth of them all


class Reader(nn.Module):
    """Reads 8x8 images: 64 pixels in, a score for each digit out."""

    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(64, 256), nn.ReLU(), nn.Dropout(0.2), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10)
        )

    def forward(self, images):
        return self.layers(images)


def load_digits(device, seed):
    """The images (N, 64) in [0, 1] and the labels (N,), shuffled and split into training and test parts."""
    with gzip.open(DATA, "rt") as file:
        rows = [[int(value) for value in row] for row in csv.reader(file)]
    images = lucid.tensor([row[:64] for row in rows], dtype=lucid.float32) / 16
    labels = lucid.tensor([row[64] for row in rows])
    lucid.manual_seed(seed)
    order = lucid.randperm(len(rows))
    images, labels = images[order].to(device), labels[order].to(device)
    return (images[TEST_IMAGES:], labels[TEST_IMAGES:]), (images[:TEST_IMAGES], labels[:TEST_IMAGES])


def train_epoch(model, optimizer, images, labels, batch_size, show):
    """One pass over the images in random order."""
    model.train()
    order = lucid.randperm(len(images)).to(images.device)
    for start in range(0, len(images), batch_size):
        batch = order[start : start + batch_size]
        # A little noise and labels that are not quite certain: the network must not learn the images by heart.
        blurred = images[batch] + 0.15 * lucid.randn(len(batch), 64).to(images.device)
        loss = F.cross_entropy(model(blurred), labels[batch], label_smoothing=0.1)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        show(min(1.0, (start + batch_size) / len(images)))


def evaluate(model, images, labels):
    """Mean loss, accuracy, and the digit read in each image."""
    model.eval()
    with lucid.no_grad():
        scores = model(images)
        loss = F.cross_entropy(scores, labels).item()
        read = scores.argmax(1)
        accuracy = (read == labels).float().mean().item()
    return loss, accuracy, read.tolist()


class Progress:
    """A bar that is redrawn in place on a terminal, and one line per epoch elsewhere."""

    def __init__(self, epochs):
        self.epochs, self.live = epochs, sys.stdout.isatty()

    def show(self, epoch, share):
        """Draws how far the epoch has come."""
        if self.live:
            filled = int(share * 24)
            print(f"\repoch {epoch:2}/{self.epochs} [{'#' * filled}{'.' * (24 - filled)}]", end="", flush=True)

    def finish(self, epoch, text):
        """Ends the epoch's line with its results."""
        start = "\r" if self.live else ""
        print(f"{start}epoch {epoch:2}/{self.epochs} [{'#' * 24}] {text}", flush=True)


def train(model, training, test, epochs):
    """Trains the model; returns the training and test loss of every epoch."""
    optimizer = optim.AdamW(model.parameters(), lr=3e-3, weight_decay=1e-2)
    schedule = optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=epochs)
    progress, history = Progress(epochs), []
    for epoch in range(1, epochs + 1):
        train_epoch(model, optimizer, *training, 64, lambda share: progress.show(epoch, share))
        schedule.step()
        loss, _, _ = evaluate(model, *training)
        test_loss, accuracy, _ = evaluate(model, *test)
        history.append((loss, test_loss))
        progress.finish(epoch, f"loss {loss:.4f}   test loss {test_loss:.4f}   test accuracy {accuracy:.2%}")
    return history


def main():
    """Runs the example."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--device", default="cpu", help="cpu or metal (default: cpu)")
    parser.add_argument("--epochs", type=int, default=30, help="passes over the training images (default: 30)")
    parser.add_argument("--seed", type=int, default=0, help="start of the random numbers (default: 0)")
    parser.add_argument("--picture", default="digits.svg", help="file of the picture (default: digits.svg)")
    parser.add_argument("--checkpoint", default="digits.lucid", help="file of the network (default: digits.lucid)")
    arguments = parser.parse_args()
    if arguments.epochs < 1:
        parser.error("--epochs must be at least 1")

    training, test = load_digits(arguments.device, arguments.seed)
    model = Reader().to(arguments.device)
    count = sum(parameter.numel() for parameter in model.parameters())
    print(f"{len(training[0])} training images, {len(test[0])} test images, {count} parameters, on {arguments.device}")
    start = time.perf_counter()
    history = train(model, training, test, arguments.epochs)
    seconds = time.perf_counter() - start

    lucid.save(model.state_dict(), arguments.checkpoint)
    restored = Reader().to(arguments.device)
    restored.load_state_dict(lucid.load(arguments.checkpoint))
    _, accuracy, read = evaluate(restored, *test)
    print(f"saved to {arguments.checkpoint} and loaded again: test accuracy {accuracy:.2%}, trained in {seconds:.1f} s")

    images, labels = test[0].tolist(), test[1].tolist()
    picture = digits_picture.draw(history, images, labels, read, accuracy)
    pathlib.Path(arguments.picture).write_text(picture, encoding="utf-8")
    print(f"wrote {arguments.picture}")


if __name__ == "__main__":
    main()
