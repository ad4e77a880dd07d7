using System.Collections.Generic;

namespace Lucid.Gpu.Msl.Preprocessor;

/// <summary>Header names that the compiler brings itself (Metal Shading Language Specification, "Metal Standard Library").</summary>
internal static class StandardHeaders
{
    private static readonly HashSet<string> Names =
    [
        "metal_stdlib", "metal_algorithm", "metal_array", "metal_assert", "metal_atomic", "metal_common", "metal_compute", "metal_config",
        "metal_const", "metal_extended_vector", "metal_float", "metal_geometric", "metal_graphics", "metal_integer",
        "metal_limits", "metal_logging", "metal_math", "metal_matrix", "metal_mesh", "metal_numeric", "metal_pack",
        "metal_pull_model_interpolation", "metal_quadgroup", "metal_raytracing", "metal_relational",
        "metal_simdgroup", "metal_simdgroup_matrix", "metal_stddef", "metal_synchronization",
        "metal_texture", "metal_type_traits", "metal_types", "metal_uniform", "metal_utility", "metal_visible_function_table",
        "metal_compute_events", "metal_command_buffer", "metal_imageblocks", "metal_integral_constant", "metal_initializer_list",
        "simd/simd.h", "simd/base.h", "simd/vector_types.h", "simd/matrix_types.h", "simd/types.h", "simd/common.h",
        "metal_tessellation",
        "metal_interpolate", "cstdint", "cstddef", "limits.h", "float.h", "assert.h", "stdbool.h", "tgmath.h", "math.h", "AvailabilityMacros.h", "stdint.h", "stddef.h", "TargetConditionals.h", "metal_float_limits",
    ];

    public static bool Contains(string name) => Names.Contains(name);
}
