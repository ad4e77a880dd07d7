"""Recurrent networks and their cells."""

import math
import warnings

import lucid

from .. import init
from ..module import Module
from ..parameter import Parameter
from ..utils.rnn import PackedSequence

__all__ = ["GRU", "GRUCell", "LSTM", "LSTMCell", "RNN", "RNNBase", "RNNCell", "RNNCellBase"]

_GATES = {"LSTM": 4, "GRU": 3, "RNN_TANH": 1, "RNN_RELU": 1}


class RNNBase(Module):
    """What RNN, LSTM and GRU share: parameters by layer and direction, and the call.

    Parameters of layer k: ``weight_ih_lk`` (gates * hidden, features), ``weight_hh_lk`` (gates * hidden, hidden or
    projected), ``bias_ih_lk``, ``bias_hh_lk`` (gates * hidden), ``weight_hr_lk`` (projected, hidden); those of the
    reverse direction end in ``_reverse``. All are drawn from ``U(-1/sqrt(hidden_size), 1/sqrt(hidden_size))``.

    Raises:
        ValueError: a size or the dropout is out of range, or ``proj_size`` is given to anything but an LSTM.
    """

    def __init__(
        self,
        mode,
        input_size,
        hidden_size,
        num_layers=1,
        bias=True,
        batch_first=False,
        dropout=0.0,
        bidirectional=False,
        proj_size=0,
        device=None,
        dtype=None,
    ):
        super().__init__()
        if mode not in _GATES:
            raise ValueError("Unrecognized RNN mode: " + str(mode))
        if isinstance(dropout, bool) or not 0 <= dropout <= 1:
            raise ValueError(
                "dropout should be a number in range [0, 1] representing the probability of an element being zeroed"
            )
        if hidden_size <= 0:
            raise ValueError("hidden_size must be greater than zero")
        if num_layers <= 0:
            raise ValueError("num_layers must be greater than zero")
        if proj_size < 0 or (proj_size > 0 and mode != "LSTM"):
            raise ValueError("proj_size argument is only supported for LSTM, and must not be negative")
        if proj_size >= hidden_size:
            raise ValueError("proj_size has to be smaller than hidden_size")
        if dropout > 0 and num_layers == 1:
            warnings.warn(
                "dropout option adds dropout after all but last recurrent layer, so non-zero dropout expects "
                f"num_layers greater than 1, but got dropout={dropout} and num_layers={num_layers}",
                stacklevel=3,
            )
        self.mode, self.input_size, self.hidden_size, self.num_layers = mode, input_size, hidden_size, num_layers
        self.bias, self.batch_first, self.dropout = bias, batch_first, float(dropout)
        self.bidirectional, self.proj_size = bidirectional, proj_size
        rows, state = _GATES[mode] * hidden_size, proj_size or hidden_size
        directions = 2 if bidirectional else 1
        self._all_weights = []
        for layer in range(num_layers):
            features = input_size if layer == 0 else state * directions
            for direction in range(directions):
                shapes = {"weight_ih": (rows, features), "weight_hh": (rows, state)}
                if bias:
                    shapes.update(bias_ih=(rows,), bias_hh=(rows,))
                if proj_size > 0:
                    shapes["weight_hr"] = (proj_size, hidden_size)
                ending = f"_l{layer}" + ("_reverse" if direction else "")
                for name, shape in shapes.items():
                    self.register_parameter(name + ending, Parameter(lucid.empty(shape, device=device, dtype=dtype)))
                self._all_weights.append([name + ending for name in shapes])
        self.reset_parameters()

    @property
    def all_weights(self):
        """The parameters, one list for each layer and direction."""
        return [[getattr(self, name) for name in names] for names in self._all_weights]

    def flatten_parameters(self):
        """Nothing to do: kernels take parameters wherever they are."""

    def reset_parameters(self):
        """Draws all parameters anew."""
        bound = 1.0 / math.sqrt(self.hidden_size)
        for parameter in self.parameters():
            init.uniform_(parameter, -bound, bound)

    def _start(self, model, batch):
        width = self.proj_size or self.hidden_size
        count = self.num_layers * (2 if self.bidirectional else 1)
        return lucid.zeros(count, batch, width, dtype=model.dtype, device=model.device)

    def _parameters_in_order(self):
        return [getattr(self, name) for names in self._all_weights for name in names]

    def _call(self, input, hx):
        """(output, list of states); states come and go as a list."""
        packed = isinstance(input, PackedSequence)
        data = input.data if packed else input
        if not packed and input.dim() not in (2, 3):
            raise ValueError(f"{type(self).__name__}: Expected input to be 2D or 3D, got {input.dim()}D instead")
        if data.shape[-1] != self.input_size:
            raise RuntimeError(
                f"input.size(-1) must be equal to input_size. Expected {self.input_size}, got {data.shape[-1]}"
            )
        single = not packed and input.dim() == 2
        if single:
            data = data.unsqueeze(0 if self.batch_first else 1)
            if hx is not None:
                if any(state.dim() != 2 for state in hx):
                    raise RuntimeError(
                        f"For unbatched 2-D input, hx should also be 2-D but got {hx[0].dim()}-D tensor"
                    )
                hx = [state.unsqueeze(1) for state in hx]
        elif hx is not None and any(state.dim() != 3 for state in hx):
            kind = "batched 3-D" if not packed else "packed"
            raise RuntimeError(f"For {kind} input, hx should also be 3-D but got {hx[0].dim()}-D tensor")
        batch = int(input.batch_sizes[0]) if packed else data.shape[0 if self.batch_first else 1]
        if hx is None:
            hx = [self._start(data, batch)]
            if self.mode == "LSTM":
                shape = (hx[0].shape[0], batch, self.hidden_size)
                hx.append(lucid.zeros(shape, dtype=data.dtype, device=data.device))
        elif packed and input.sorted_indices is not None:
            hx = [state.index_select(1, input.sorted_indices) for state in hx]
        function = getattr(lucid, self.mode.lower())
        states = hx if self.mode == "LSTM" else hx[0]
        rest = (self.bias, self.num_layers, self.dropout, self.training, self.bidirectional)
        if packed:
            found = function(data, input.batch_sizes, states, self._parameters_in_order(), *rest)
        else:
            found = function(data, states, self._parameters_in_order(), *rest, self.batch_first)
        output, states = found[0], list(found[1:])
        if packed:
            output = PackedSequence(output, input.batch_sizes, input.sorted_indices, input.unsorted_indices)
            if input.unsorted_indices is not None:
                states = [state.index_select(1, input.unsorted_indices) for state in states]
        elif single:
            output = output.squeeze(0 if self.batch_first else 1)
            states = [state.squeeze(1) for state in states]
        return output, states

    def extra_repr(self):
        """Sizes and what differs from the defaults."""
        text = f"{self.input_size}, {self.hidden_size}"
        if self.proj_size:
            text += f", proj_size={self.proj_size}"
        if self.num_layers != 1:
            text += f", num_layers={self.num_layers}"
        if self.bias is not True:
            text += f", bias={self.bias}"
        if self.batch_first:
            text += f", batch_first={self.batch_first}"
        if self.dropout:
            text += f", dropout={self.dropout}"
        if self.bidirectional:
            text += f", bidirectional={self.bidirectional}"
        return text


class RNN(RNNBase):
    """``h_t = tanh(W_ih x_t + b_ih + W_hh h_{t-1} + b_hh)`` (Elman 1990), or relu.

    Shapes: input ``(T, N, input_size)``, with ``batch_first`` ``(N, T, input_size)``, without N for one sequence, or a
    ``PackedSequence``; hx and the returned h_n ``(layers * directions, N, hidden_size)``; output
    ``(T, N, directions * hidden_size)``.

    Args:
        nonlinearity: "tanh" or "relu". dropout: applied to the outputs of all layers but the last, in training.
    """

    def __init__(
        self,
        input_size,
        hidden_size,
        num_layers=1,
        nonlinearity="tanh",
        bias=True,
        batch_first=False,
        dropout=0.0,
        bidirectional=False,
        device=None,
        dtype=None,
    ):
        if nonlinearity not in ("tanh", "relu"):
            raise ValueError(f"Unknown nonlinearity '{nonlinearity}'. Select from 'tanh' or 'relu'.")
        mode = "RNN_" + nonlinearity.upper()
        super().__init__(
            mode, input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional, 0, device, dtype
        )
        self.nonlinearity = nonlinearity

    def forward(self, input, hx=None):
        """(output, h_n)."""
        output, states = self._call(input, None if hx is None else [hx])
        return output, states[0]


class GRU(RNNBase):
    """Gated recurrent units (Cho et al. 2014); shapes as :class:`RNN`.

    ``r, z = sigmoid(W x + b + U h + c)``, ``n = tanh(W_n x + b_n + r * (U_n h + c_n))``, ``h' = (1 - z) n + z h``.
    """

    def __init__(
        self,
        input_size,
        hidden_size,
        num_layers=1,
        bias=True,
        batch_first=False,
        dropout=0.0,
        bidirectional=False,
        device=None,
        dtype=None,
    ):
        super().__init__(
            "GRU", input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional, 0, device, dtype
        )

    def forward(self, input, hx=None):
        """(output, h_n)."""
        output, states = self._call(input, None if hx is None else [hx])
        return output, states[0]


class LSTM(RNNBase):
    """Long short-term memory (Hochreiter & Schmidhuber 1997); shapes as :class:`RNN`, hx a pair (h_0, c_0).

    ``i, f, o = sigmoid(W x + b + U h + d)``, ``g = tanh(...)``, ``c' = f c + i g``, ``h' = o tanh(c')``; with
    ``proj_size`` h' is multiplied by ``weight_hr`` (Sak et al. 2014) and has that size.
    """

    def __init__(
        self,
        input_size,
        hidden_size,
        num_layers=1,
        bias=True,
        batch_first=False,
        dropout=0.0,
        bidirectional=False,
        proj_size=0,
        device=None,
        dtype=None,
    ):
        sizes = (input_size, hidden_size, num_layers)
        super().__init__("LSTM", *sizes, bias, batch_first, dropout, bidirectional, proj_size, device, dtype)

    def forward(self, input, hx=None):
        """(output, (h_n, c_n))."""
        output, states = self._call(input, None if hx is None else list(hx))
        return output, tuple(states)


class RNNCellBase(Module):
    """What the cells share: ``weight_ih``, ``weight_hh``, ``bias_ih``, ``bias_hh``."""

    def __init__(self, input_size, hidden_size, bias, num_chunks, device=None, dtype=None):
        super().__init__()
        self.input_size, self.hidden_size, self.bias = input_size, hidden_size, bias
        rows = num_chunks * hidden_size
        self.weight_ih = Parameter(lucid.empty((rows, input_size), device=device, dtype=dtype))
        self.weight_hh = Parameter(lucid.empty((rows, hidden_size), device=device, dtype=dtype))
        for name in ("bias_ih", "bias_hh"):
            self.register_parameter(name, Parameter(lucid.empty(rows, device=device, dtype=dtype)) if bias else None)
        self.reset_parameters()

    def reset_parameters(self):
        """Draws all parameters anew from ``U(-1/sqrt(hidden_size), 1/sqrt(hidden_size))``."""
        bound = 1.0 / math.sqrt(self.hidden_size) if self.hidden_size > 0 else 0
        for parameter in self.parameters():
            init.uniform_(parameter, -bound, bound)

    def _states(self, input, hx, count):
        if input.dim() not in (1, 2):
            raise ValueError(f"{type(self).__name__}: Expected input to be 1D or 2D, got {input.dim()}D instead")
        if hx is None:
            zeros = lucid.zeros(*input.shape[:-1], self.hidden_size, dtype=input.dtype, device=input.device)
            return [zeros] * count
        return hx

    def _weights(self):
        return self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh

    def extra_repr(self):
        """Sizes and what differs from the defaults."""
        text = f"{self.input_size}, {self.hidden_size}"
        if self.bias is not True:
            text += f", bias={self.bias}"
        if getattr(self, "nonlinearity", "tanh") != "tanh":
            text += f", nonlinearity={self.nonlinearity}"
        return text


class RNNCell(RNNCellBase):
    """One step of :class:`RNN`: input ``(N, input_size)`` and hx ``(N, hidden_size)``, or both without N."""

    def __init__(self, input_size, hidden_size, bias=True, nonlinearity="tanh", device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 1, device, dtype)
        self.nonlinearity = nonlinearity

    def forward(self, input, hx=None):
        """The new hidden state."""
        if self.nonlinearity not in ("tanh", "relu"):
            raise RuntimeError(f"Unknown nonlinearity: {self.nonlinearity}")
        (state,) = self._states(input, None if hx is None else [hx], 1)
        cell = lucid.rnn_tanh_cell if self.nonlinearity == "tanh" else lucid.rnn_relu_cell
        return cell(input, state, *self._weights())


class LSTMCell(RNNCellBase):
    """One step of :class:`LSTM`; hx is the pair (h, c)."""

    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 4, device, dtype)

    def forward(self, input, hx=None):
        """The new pair (h, c)."""
        return tuple(lucid.lstm_cell(input, list(self._states(input, hx, 2)), *self._weights()))


class GRUCell(RNNCellBase):
    """One step of :class:`GRU`."""

    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 3, device, dtype)

    def forward(self, input, hx=None):
        """The new hidden state."""
        (state,) = self._states(input, None if hx is None else [hx], 1)
        return lucid.gru_cell(input, state, *self._weights())
