"""Line search for the strong Wolfe conditions (Nocedal & Wright, Numerical Optimization, algorithms 3.5 and 3.6)."""

import lucid


def _cubic_minimum(x1, f1, g1, x2, f2, g2, bounds=None):
    """Where the cubic through two points with given slopes is least, held within ``bounds``."""
    low, high = bounds if bounds is not None else ((x1, x2) if x1 <= x2 else (x2, x1))
    d1 = g1 + g2 - 3 * (f1 - f2) / (x1 - x2)
    square = d1**2 - g1 * g2
    if square < 0:
        return (low + high) / 2.0
    d2 = square**0.5
    if x1 <= x2:
        position = x2 - (x2 - x1) * ((g2 + d2 - d1) / (g2 - g1 + 2 * d2))
    else:
        position = x1 - (x1 - x2) * ((g1 + d2 - d1) / (g1 - g2 + 2 * d2))
    return min(max(position, low), high)


def strong_wolfe(
    evaluate, t, direction, f, gradient, slope, c1=1e-4, c2=0.9, tolerance_change=1e-9, max_ls=25
):
    """Finds a step that lowers the value enough and flattens the slope enough.

    Args:
        evaluate: function of (step, direction) giving (value, gradient) there.
        t: first step to try. direction, gradient: vectors. f: value at 0. slope: gradient along direction at 0.

    Returns:
        (value, gradient, step, number of evaluations).
    """
    longest = float(lucid.abs(direction).max())
    gradient = gradient.clone()

    def look(step):
        value, new_gradient = evaluate(step, direction)
        return value, new_gradient, float((new_gradient * direction).sum())

    f_new, g_new, slope_new = look(t)
    evaluations = 1
    t_prev, f_prev, g_prev, slope_prev = 0.0, f, gradient, slope
    done = False
    iteration = 0
    while iteration < max_ls:
        if f_new > f + c1 * t * slope or (iteration > 1 and f_new >= f_prev):
            bracket = [t_prev, t], [f_prev, f_new], [g_prev, g_new.clone()], [slope_prev, slope_new]
            break
        if abs(slope_new) <= -c2 * slope:
            bracket = [t], [f_new], [g_new], [slope_new]
            done = True
            break
        if slope_new >= 0:
            bracket = [t_prev, t], [f_prev, f_new], [g_prev, g_new.clone()], [slope_prev, slope_new]
            break
        low, high = t + 0.01 * (t - t_prev), t * 10
        previous = t
        t = _cubic_minimum(t_prev, f_prev, slope_prev, t, f_new, slope_new, (low, high))
        t_prev, f_prev, g_prev, slope_prev = previous, f_new, g_new.clone(), slope_new
        f_new, g_new, slope_new = look(t)
        evaluations += 1
        iteration += 1
    else:
        bracket = [0.0, t], [f, f_new], [gradient, g_new], [slope, slope_new]

    steps, values, gradients, slopes = bracket
    stalled = False
    low_index, high_index = (0, 1) if values[0] <= values[-1] else (1, 0)
    while not done and iteration < max_ls:
        if abs(steps[1] - steps[0]) * longest < tolerance_change:
            break
        t = _cubic_minimum(steps[0], values[0], slopes[0], steps[1], values[1], slopes[1])
        # Too near an end of the bracket twice in a row: take a tenth of the way instead.
        margin = 0.1 * (max(steps) - min(steps))
        if min(max(steps) - t, t - min(steps)) < margin:
            if stalled or t >= max(steps) or t <= min(steps):
                nearer_high = abs(t - max(steps)) < abs(t - min(steps))
                t = max(steps) - margin if nearer_high else min(steps) + margin
                stalled = False
            else:
                stalled = True
        else:
            stalled = False
        f_new, g_new, slope_new = look(t)
        evaluations += 1
        iteration += 1
        if f_new > f + c1 * t * slope or f_new >= values[low_index]:
            replaced = high_index
        else:
            if abs(slope_new) <= -c2 * slope:
                done = True
            elif slope_new * (steps[high_index] - steps[low_index]) >= 0:
                for values_of in (steps, values, gradients, slopes):
                    values_of[high_index] = values_of[low_index]
            replaced = low_index
        steps[replaced], values[replaced] = t, f_new
        gradients[replaced], slopes[replaced] = g_new.clone(), slope_new
        if replaced == high_index:
            low_index, high_index = (0, 1) if values[0] <= values[1] else (1, 0)
    if len(steps) == 1:
        low_index = 0
    return values[low_index], gradients[low_index], steps[low_index], evaluations
