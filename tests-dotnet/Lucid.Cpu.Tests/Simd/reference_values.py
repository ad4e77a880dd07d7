"""Writes reference_values.txt: inputs and 106-bit results of the vector functions, computed with mpmath at 300 bits.

Each line: function, input bits (two for functions of two numbers), result as the sum of two doubles, all in hex.
Usage: python3 reference_values.py COUNT > reference_values.txt
"""
import random
import struct
import sys

import mpmath
from mpmath import mp, mpf

mp.prec = 300
MAX = 1.7976931348623157e308


def bits(x):
    return "%016x" % struct.unpack("<Q", struct.pack("<d", x))[0]


def log_uniform(low, high, signs=True):
    x = 10.0 ** random.uniform(low, high)
    return -x if signs and random.random() < 0.5 else x


def phi(x):
    return mpmath.erfc(-x / mpmath.sqrt(2)) / 2


def log_gamma(x):
    return mpmath.log(abs(mpmath.gamma(x))) if abs(x) < 150 else mpmath.loggamma(x)


def mix(*choices):
    return lambda: random.choice(choices)()


def uniform(low, high):
    return lambda: random.uniform(low, high)


def near(center, low=-17, high=-0.5):
    return lambda: center + log_uniform(low, high)


FUNCTIONS = {
    "Exp": (mpmath.exp, mix(uniform(-745, 709.7), uniform(-1, 1), near(0.0))),
    "Exp2": (lambda x: mpf(2) ** x, mix(uniform(-1074, 1023.9), uniform(-1, 1), near(0.0))),
    "Expm1": (mpmath.expm1, mix(uniform(-50, 709.7), uniform(-2, 2), near(0.0))),
    "Log": (mpmath.log, mix(lambda: log_uniform(-323, 308, False), uniform(0.5, 2), near(1.0))),
    "Log1p": (mpmath.log1p, mix(lambda: log_uniform(-5, 308, False), uniform(-0.99999, 2), near(0.0), near(-1.0 + 1e-9, -17, -10))),
    "Log2": (lambda x: mpmath.log(x) / mpmath.log(2), mix(lambda: log_uniform(-323, 308, False), uniform(0.5, 2), near(1.0))),
    "Log10": (lambda x: mpmath.log(x) / mpmath.log(10), mix(lambda: log_uniform(-323, 308, False), uniform(0.5, 2), near(1.0))),
    "Sin": (mpmath.sin, mix(uniform(-10, 10), lambda: log_uniform(-10, 12), lambda: round(random.uniform(1, 5e5)) * 1.5707963267948966)),
    "Cos": (mpmath.cos, mix(uniform(-10, 10), lambda: log_uniform(-10, 12), lambda: round(random.uniform(1, 5e5)) * 1.5707963267948966)),
    "Tan": (mpmath.tan, mix(uniform(-10, 10), lambda: log_uniform(-10, 12), lambda: round(random.uniform(1, 5e5)) * 1.5707963267948966)),
    "Asin": (mpmath.asin, mix(uniform(-1, 1), near(0.0), lambda: 1 - log_uniform(-15, -1, False))),
    "Acos": (mpmath.acos, mix(uniform(-1, 1), near(0.0), lambda: 1 - log_uniform(-15, -1, False), lambda: -1 + log_uniform(-15, -1, False))),
    "Atan": (mpmath.atan, mix(uniform(-4, 4), lambda: log_uniform(-20, 300))),
    "Sinh": (mpmath.sinh, mix(uniform(-710, 710), uniform(-2, 2), near(0.0))),
    "Cosh": (mpmath.cosh, mix(uniform(-710, 710), uniform(-2, 2), near(0.0))),
    "Tanh": (mpmath.tanh, mix(uniform(-20, 20), uniform(-2, 2), near(0.0))),
    "Asinh": (mpmath.asinh, mix(uniform(-4, 4), lambda: log_uniform(-20, 300))),
    "Acosh": (mpmath.acosh, mix(uniform(1, 4), lambda: log_uniform(0, 300, False), lambda: 1 + log_uniform(-14, 0, False))),
    "Atanh": (mpmath.atanh, mix(uniform(-1, 1), near(0.0), lambda: 1 - log_uniform(-15, -1, False))),
    "Cbrt": (lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), mix(uniform(-10, 10), lambda: log_uniform(-323, 308))),
    "Rsqrt": (lambda x: 1 / mpmath.sqrt(x), lambda: log_uniform(-323, 308, False)),
    "Sigmoid": (lambda x: 1 / (1 + mpmath.exp(-x)), mix(uniform(-744, 40), uniform(-4, 4))),
    "Silu": (lambda x: x / (1 + mpmath.exp(-x)), mix(uniform(-750, 40), uniform(-4, 4), near(0.0))),
    "Gelu": (lambda x: x * phi(x), mix(uniform(-38.5, 10), uniform(-4, 4), near(0.0))),
    "GeluTanh": (
        lambda x: x / (1 + mpmath.exp(-2 * mpmath.sqrt(2 / mpmath.pi) * (x + mpf("0.044715") * x**3))),
        mix(uniform(-20, 10), uniform(-4, 4), near(0.0)),
    ),
    "Softplus": (lambda x: mpmath.log1p(mpmath.exp(x)), mix(uniform(-744, 40), uniform(-4, 4))),
    "Mish": (lambda x: x * mpmath.tanh(mpmath.log1p(mpmath.exp(x))), mix(uniform(-740, 40), uniform(-4, 4), near(0.0))),
    "Erf": (mpmath.erf, mix(uniform(-6, 6), uniform(-1, 1), near(0.0))),
    "Erfc": (mpmath.erfc, mix(uniform(-6, 26.5), uniform(-1, 1.5), near(0.0))),
    "Erfinv": (mpmath.erfinv, mix(uniform(-0.99, 0.99), near(0.0), lambda: 1 - log_uniform(-15, -1, False))),
    "LogGamma": (log_gamma, mix(uniform(0.01, 20), lambda: log_uniform(-20, 300, False), uniform(0.9, 3.1))),
    "Digamma": (mpmath.digamma, mix(uniform(2, 20), lambda: log_uniform(1, 300, False), uniform(0.01, 1))),
    "Atan2": (mpmath.atan2, (uniform(-4, 4), uniform(-4, 4)), (lambda: log_uniform(-300, 300), lambda: log_uniform(-300, 300))),
    "Pow": (lambda x, y: x**y, (uniform(0, 10), uniform(-20, 20)), (lambda: log_uniform(-300, 300, False), uniform(-1, 1)),
            (lambda: 1 + log_uniform(-12, -2), lambda: log_uniform(0, 4)), (uniform(-9, 0), lambda: float(random.randint(-40, 40)))),
    "Hypot": (mpmath.hypot, (uniform(-4, 4), uniform(-4, 4)), (lambda: log_uniform(-300, 307), lambda: log_uniform(-300, 307))),
    "LogAddExp": (lambda x, y: mpmath.log(mpmath.exp(x) + mpmath.exp(y)), (uniform(0, 10), uniform(0, 10)), (uniform(100, 600), uniform(-600, 600))),
}


def main():
    count = int(sys.argv[1])
    random.seed(20260101)
    for name, (function, *makers) in FUNCTIONS.items():
        done = 0
        while done < count:
            maker = makers[done % len(makers)]
            inputs = [m() for m in maker] if isinstance(maker, tuple) else [maker()]
            value = function(*[mpf(x) for x in inputs])
            if isinstance(value, mpmath.mpc) or not mpmath.isfinite(value) or abs(value) > MAX:
                continue
            high = float(value)
            low = float(value - mpf(high))
            print(name, *[bits(x) for x in inputs], bits(high), bits(low))
            done += 1


main()
