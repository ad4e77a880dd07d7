"""``python missing_names.py`` prints PyTorch's public functions and Tensor members that Lucid lacks."""

import lucid

# Families that Lucid does without, by what their names hold.
LEFT_OUT = (
    "sparse",
    "quantize",
    "dequantize",
    "fake_",
    "qint",
    "q_",
    "int_repr",
    "per_tensor",
    "per_channel",
    "mkldnn",
    "cudnn",
    "miopen",
    "fbgemm",
    "vmap",
    "compile",
    "jit",
    "script",
    "cuda",
    "xpu",
    "ipu",
    "vulkan",
    "hpu",
    "mtia",
    "coalesce",
    "crow_",
    "ccol_",
    "col_indices",
    "row_indices",
    "nested",
    "_copy",
    "dynamo",
    "export",
    "Storage",
    "storage",
    "Stream",
    "Event",
    "autocast",
    "refine_names",
    "rename",
    "align_",
    "names",
    "has_names",
    "sym_",
    "cond",
    "Future",
    "futures",
    "fork",
    "wait",
    "parse_",
    "import_ir",
    "merge_type",
    "unify_type",
    "Type",
    "Graph",
    "Schema",
    "Module",
    "Function",
    "import",
    "set_flush",
    "vitals",
    "dsmm",
    "hsmm",
    "saddmm",
    "smm",
    "sspaddmm",
    "ssmm",
    "module_load",
    "pjrt",
    "hash_tensor",
)


def lacking():
    """Two sorted lists: functions of torch, methods and attributes of Tensor."""
    import torch

    def wanted(name):
        return not name.startswith("_") and not any(part in name for part in LEFT_OUT)

    functions = [
        name
        for name in dir(torch)
        if wanted(name)
        and callable(getattr(torch, name))
        and not isinstance(getattr(torch, name), type)
        and not hasattr(lucid, name)
    ]
    methods = [name for name in dir(torch.Tensor) if wanted(name) and not hasattr(lucid.Tensor, name)]
    return sorted(functions), sorted(methods)


if __name__ == "__main__":
    for what, names in zip(("functions", "Tensor members"), lacking()):
        print(f"{len(names)} {what}: " + ", ".join(names))
