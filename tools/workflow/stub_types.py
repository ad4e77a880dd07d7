"""What the stubs say of names whose types cannot be seen at run time."""

# Parameters of these names are tensors; with None as their default, optional ones.
TENSORS = set(
    "input other target weight bias tensor x y z query key value input1 input2 x1 x2 anchor positive "
    "negative log_probs "
    "mask attn_mask pos_weight running_mean running_var grad mat1 mat2 batch1 batch2 vec source src "
    "running_stats "
    "in_proj_weight in_proj_bias out_proj_weight out_proj_bias sparse_grad memory tgt".split()
)
# What plain Python functions return where it is not a tensor.
RESULTS = {
    "bool": "can_cast is_complex is_floating_point is_signed is_tensor is_storage is_nonzero is_same_size "
    "is_deterministic "
    "are_deterministic_algorithms_enabled is_grad_enabled is_inference_mode_enabled is_available "
    "is_anomaly_enabled gradcheck "
    "gradgradcheck allclose equal is_contiguous is_pinned is_shared "
    "get_overwrite_module_params_on_conversion is_parametrized "
    "is_pruned is_set_to is_conj is_neg is_inference",
    "int": "numel get_num_threads get_num_interop_threads initial_seed seed memory_allocated "
    "max_memory_allocated "
    "get_cache_memory dim ndimension nelement element_size storage_offset data_ptr get_device __len__ "
    "__int__ __index__",
    "float": "get_scale __float__",
    "str": "get_device_name driver __repr__ __str__ __format__ extra_repr type",
    "None": "set_default_device set_default_dtype set_num_threads set_num_interop_threads set_deterministic "
    "empty_cache "
    "use_deterministic_algorithms reset_peak_memory_stats set_memory_limit set_rng_state eval save "
    "save_safetensors save_sharded "
    "backward step zero_grad set_printoptions synchronize reset_peak_memory_stats __init__ "
    "__delattr__ __setattr__ __setitem__ "
    "retain_grad update load_state_dict_ add_param_group register_buffer register_parameter "
    "register_module add_module "
    "__delitem__ remove append_ extend_",
    "dtype": "get_default_dtype promote_types result_type",
    "device": "get_default_device",
    "Any": "load load_safetensors load_sharded memory_stats grad jvp vjp jacobian hessian vhp hvp checkpoint "
    "finfo iinfo "
    "load_state_dict state_dict named_parameters item tolist numpy untyped_storage apply "
    "get_printoptions register_hook __reduce__ "
    "unscale_ register_forward_hook __array__ __dlpack__ __dlpack_device__ stride size data "
    "__getattr__ __enter__ __exit__ "
    "functional_call vmap grad_and_value jacrev jacfwd linearize autocast events key_averages closure "
    "__call__ registry",
}
RESULT_OF = {name: kind for kind, names in RESULTS.items() for name in names.split()}
ATTRIBUTES = {
    "shape": "Tuple[builtins.int, ...]",
    "dtype": "_dtype",
    "device": "_device",
    "ndim": "builtins.int",
    "itemsize": "builtins.int",
    "nbytes": "builtins.int",
    "requires_grad": "builtins.bool",
    "is_leaf": "builtins.bool",
    "grad": "Optional[Tensor]",
    "data": "Tensor",
    "is_metal": "builtins.bool",
    "is_cuda": "builtins.bool",
    "is_cpu": "builtins.bool",
    "T": "Tensor",
    "mT": "Tensor",
    "H": "Tensor",
    "mH": "Tensor",
    "real": "Tensor",
    "imag": "Tensor",
    "is_shared": "builtins.bool",
    "retains_grad": "builtins.bool",
    "output_nr": "builtins.int",
    "grad_fn": "Any",
    "layout": "Any",
    "names": "Any",
}
BINARY = (
    "add radd sub rsub mul rmul truediv rtruediv floordiv rfloordiv mod rmod pow rpow matmul rmatmul "
    "and rand or ror xor rxor "
    "lshift rshift lt le gt ge iadd isub imul itruediv ifloordiv imod ipow iand ior ixor imatmul "
    "ilshift irshift"
)
SPECIAL = {
    "__init__",
    "__call__",
    "__enter__",
    "__exit__",
    "__getitem__",
    "__setitem__",
    "__len__",
    "__iter__",
    "__contains__",
}
