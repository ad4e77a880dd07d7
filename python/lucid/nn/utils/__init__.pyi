# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype

from lucid.nn.utils.rnn import PackedSequence as PackedSequence
from lucid.nn.utils.clip_grad import clip_grad_norm_ as clip_grad_norm
from lucid.nn.utils.clip_grad import clip_grad_norm_ as clip_grad_norm_
from lucid.nn.utils.clip_grad import clip_grad_value_ as clip_grad_value_
from lucid.nn.utils.clip_grad import clip_grads_with_norm_ as clip_grads_with_norm_
def copy_parameters_and_buffers(source: Tensor, dest: Any) -> Any: ...
from lucid.nn.utils.fusion import fuse_conv_bn_eval as fuse_conv_bn_eval
from lucid.nn.utils.fusion import fuse_conv_bn_weights as fuse_conv_bn_weights
from lucid.nn.utils.fusion import fuse_linear_bn_eval as fuse_linear_bn_eval
from lucid.nn.utils.fusion import fuse_linear_bn_weights as fuse_linear_bn_weights
from lucid.nn.utils import fusion as fusion
from lucid.nn.utils.clip_grad import get_total_norm as get_total_norm
from lucid.nn.utils.rnn import pack_padded_sequence as pack_padded_sequence
from lucid.nn.utils.rnn import pack_sequence as pack_sequence
from lucid.nn.utils.rnn import pad_packed_sequence as pad_packed_sequence
from lucid.nn.utils.rnn import pad_sequence as pad_sequence
from lucid.nn.utils.convert_parameters import parameters_to_vector as parameters_to_vector
from lucid.nn.utils import parametrizations as parametrizations
from lucid.nn.utils import parametrize as parametrize
from lucid.nn.utils import prune as prune
from lucid.nn.utils.spectral_norm import remove_spectral_norm as remove_spectral_norm
from lucid.nn.utils.weight_norm import remove_weight_norm as remove_weight_norm
from lucid.nn.utils import rnn as rnn
from lucid.nn.utils.skip_init import skip_init as skip_init
from lucid.nn.utils.spectral_norm import spectral_norm as spectral_norm
from lucid.nn.utils.convert_parameters import vector_to_parameters as vector_to_parameters
from lucid.nn.utils.weight_norm import weight_norm as weight_norm
