"""Draws the results of digits.py as SVG, by hand: loss curve, confusion matrix, misread digits."""

import math

WIDTH, HEIGHT = 1000, 640
INK, FAINT, GRID = "#22303c", "#6b7a86", "#e3e8ec"
TRAINING, TEST, WRONG = "#2a78b8", "#e08a1e", "#c8402e"
SHOWN = 10  # misread digits in the row


def text(x, y, content, size=13, fill=INK, anchor="start", weight="normal", turn=None):
    """A line of text; ``turn`` rotates it about its place."""
    rotation = f' transform="rotate({turn} {x:.1f} {y:.1f})"' if turn else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}" text-anchor="{anchor}" '
        f'font-weight="{weight}"{rotation}>{content}</text>'
    )


def mix(share, low=(247, 250, 252), high=(32, 96, 152)):
    """A colour between paper and blue."""
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(low, high))


def loss_curve(history, left, top, width, height):
    """Training and test loss over the epochs, on a logarithmic scale."""
    values = [max(value, 1e-6) for pair in history for value in pair]
    steps = [mantissa * 10.0**power for power in range(-7, 5) for mantissa in (1, 2, 5)]
    low = max(step for step in steps if step <= min(values))
    high = min((step for step in steps if step > max(values)), default=steps[-1])
    span = math.log10(high / low)

    def place(epoch, value):
        x = left + width * (epoch - 1) / max(1, len(history) - 1)
        return x, top + height * (1 - math.log10(max(value, 1e-6) / low) / span)

    parts = [text(left, top - 18, "Loss", 16, weight="600")]
    for value in (step for step in steps if low <= step <= high):
        _, y = place(1, value)
        parts.append(f'<line x1="{left}" y1="{y:.1f}" x2="{left + width}" y2="{y:.1f}" stroke="{GRID}"/>')
        parts.append(text(left - 8, y + 4, f"{value:g}", 11, FAINT, "end"))
    step = max(1, math.ceil(len(history) / 6 / 5) * 5) if len(history) > 6 else 1
    for epoch in sorted({1, *range(step, len(history) + 1, step)}):
        x, _ = place(epoch, high)
        parts.append(text(x, top + height + 18, str(epoch), 11, FAINT, "middle"))
    parts.append(text(left + width / 2, top + height + 38, "epoch", 12, FAINT, "middle"))
    for which, (name, colour) in enumerate((("training", TRAINING), ("test", TEST))):
        points = [place(epoch, pair[which]) for epoch, pair in enumerate(history, 1)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(
            f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2.2" stroke-linejoin="round"/>'
        )
        x = left + width - 150 + 82 * which
        parts.append(f'<circle cx="{x}" cy="{top - 22}" r="4" fill="{colour}"/>')
        parts.append(text(x + 9, top - 18, name, 12, FAINT))
    return parts


def confusion_matrix(labels, read, left, top, cell):
    """How often each digit was read as each; the rows are what the image shows."""
    counts = [[0] * 10 for _ in range(10)]
    for label, guess in zip(labels, read):
        counts[label][guess] += 1
    most = max(max(row) for row in counts)
    parts = [text(left, top - 34, "What was read as what", 16, weight="600")]
    for row in range(10):
        parts.append(text(left - 10, top + cell * (row + 0.5) + 4, str(row), 12, FAINT, "end"))
        parts.append(text(left + cell * (row + 0.5), top - 10, str(row), 12, FAINT, "middle"))
        for column in range(10):
            count = counts[row][column]
            x, y = left + cell * column, top + cell * row
            right = row == column
            # A single mistake must show beside forty right answers, so mistakes have a colour of their own.
            fill = mix(count / most) if right or not count else WRONG
            opacity = "" if right or not count else f' fill-opacity="{min(1.0, 0.35 + 0.2 * count):.2f}"'
            parts.append(
                f'<rect x="{x + 1:.1f}" y="{y + 1:.1f}" width="{cell - 2}" height="{cell - 2}" rx="3" '
                f'fill="{fill}"{opacity}/>'
            )
            if count:
                colour = "#ffffff" if right and count / most > 0.45 else INK
                parts.append(text(x + cell / 2, y + cell / 2 + 4, str(count), 11, colour, "middle"))
    middle = top + cell * 5
    parts.append(text(left - 32, middle, "written", 12, FAINT, "middle", turn=-90))
    parts.append(text(left + cell * 5, top + cell * 10 + 20, "read", 12, FAINT, "middle"))
    return parts


def digit(image, left, top, pixel):
    """An 8x8 image of values in [0, 1]."""
    size = pixel * 8
    parts = [
        f'<rect x="{left - 3}" y="{top - 3}" width="{size + 6}" height="{size + 6}" rx="4" fill="#f7fafc" '
        f'stroke="{GRID}"/>'
    ]
    for index, value in enumerate(image):
        if value > 0:
            x, y = left + pixel * (index % 8), top + pixel * (index // 8)
            parts.append(
                f'<rect x="{x}" y="{y}" width="{pixel}" height="{pixel}" fill="{mix(value, high=(34, 48, 60))}"/>'
            )
    return parts


def misread_digits(images, labels, read, left, top, pixel):
    """The first images whose digit was misread, with what was read and what is right."""
    wrong = [i for i, (label, guess) in enumerate(zip(labels, read)) if label != guess]
    title = f"Misread: {len(wrong)} of {len(labels)}"
    if len(wrong) > SHOWN:
        title += f" (the first {SHOWN})"
    parts = [text(left, top - 22, title, 16, weight="600")]
    for place, index in enumerate(wrong[:SHOWN]):
        x = left + 3 + place * (pixel * 8 + 24)
        parts += digit(images[index], x, top, pixel)
        middle, below = x + pixel * 4, top + pixel * 8 + 20
        verdict = f'<tspan fill="{WRONG}">{read[index]}</tspan> for {labels[index]}'
        parts.append(text(middle, below, verdict, 13, INK, "middle"))
    return parts


def draw(history, images, labels, read, accuracy):
    """The whole picture as SVG text.

    Args:
        history: (training loss, test loss) of each epoch. images: lists of 64 values in [0, 1].
        labels, read: the right digit and the one that was read, for each image. accuracy: share of right ones.
    """
    parts = [
        text(60, 46, "Handwritten digits", 24, weight="700"),
        text(60, 70, f"{accuracy:.2%} of {len(labels)} images the network never saw are read rightly", 14, FAINT),
        *loss_curve(history, 60, 136, 440, 300),
        *confusion_matrix(labels, read, 610, 136, 32),
        *misread_digits(images, labels, read, 60, 542, 8),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'font-family="system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif" role="img" '
        'aria-label="Loss curve, confusion matrix and misread digits">\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )
