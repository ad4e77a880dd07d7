namespace Lucid.Gpu.Msl.Library;

internal static partial class Prelude
{
    /// <summary>The whole prelude.</summary>
    public const string Text = Types + "\n" + Extras + "\n" + Macros;

    private const string Macros = """
        #define __extension__
        #define __builtin_ctz(x) ctz(uint(x))
        #define __builtin_clz(x) clz(uint(x))
        #define __builtin_popcount(x) popcount(uint(x))
        #define __builtin_expect(x, y) (x)
        #define __CHAR_BIT__ 8
        #define __INT8_MAX__ 127
        #define __UINT8_MAX__ 255
        #define __INT16_MAX__ 32767
        #define __SHRT_MAX__ 32767
        #define __UINT16_MAX__ 65535
        #define __INT_MAX__ 2147483647
        #define __INT32_MAX__ 2147483647
        #define __UINT32_MAX__ 4294967295u
        #define __LONG_MAX__ 9223372036854775807L
        #define __INT64_MAX__ 9223372036854775807L
        #define __UINT64_MAX__ 18446744073709551615ul
        #define __FLT_MAX__ 0x1.fffffep+127f
        #define __FLT_MIN__ 0x1p-126f
        #define __FLT_EPSILON__ 0x1p-23f
        #define __HALF_MAX__ 65504.0h
        #define METAL_FUNC inline
        #define METAL_CONST
        #define METAL_ALIGN(x) alignas(x)
        #define M_PI_F 3.14159265358979323846264338327950288f
        #define M_E_F 2.71828182845904523536028747135266250f
        #define M_LOG2E_F 1.44269504088896340735992468100189214f
        #define M_LOG10E_F 0.434294481903251827651128918916605082f
        #define M_LN2_F 0.693147180559945309417232121458176568f
        #define M_LN10_F 2.30258509299404568401799145468436421f
        #define M_PI_2_F 1.57079632679489661923132169163975144f
        #define M_PI_4_F 0.785398163397448309615660845819875721f
        #define M_1_PI_F 0.318309886183790671537767526745028724f
        #define M_2_PI_F 0.636619772367581343075535053490057448f
        #define M_2_SQRTPI_F 1.12837916709551257389615890312154517f
        #define M_SQRT2_F 1.41421356237309504880168872420969808f
        #define M_SQRT1_2_F 0.707106781186547524400844362104849039f
        #define M_PI_H 3.14159265358979323846264338327950288h
        #define M_E_H 2.71828182845904523536028747135266250h
        #define M_LN2_H 0.693147180559945309417232121458176568h
        #define M_LOG2E_H 1.44269504088896340735992468100189214h
        #define M_SQRT2_H 1.41421356237309504880168872420969808h
        #define MAXFLOAT 0x1.fffffep+127f
        #define HUGE_VALF (1.0f / 0.0f)
        #define HUGE_VALH ((half)(1.0f / 0.0f))
        #define INFINITY (1.0f / 0.0f)
        #define NAN (0.0f / 0.0f)
        #define MAXHALF 65504.0h
        #define FLT_MAX 0x1.fffffep+127f
        #define FLT_MIN 0x1p-126f
        #define FLT_EPSILON 0x1p-23f
        #define FLT_DIG 6
        #define FLT_MANT_DIG 24
        #define HALF_MAX 65504.0h
        #define HALF_MIN 0x1p-14h
        #define HALF_EPSILON 0x1p-10h
        #define CHAR_BIT 8
        #define CHAR_MAX 127
        #define CHAR_MIN (-128)
        #define SCHAR_MAX 127
        #define SCHAR_MIN (-128)
        #define UCHAR_MAX 255
        #define SHRT_MAX 32767
        #define SHRT_MIN (-32768)
        #define USHRT_MAX 65535
        #define INT_MAX 2147483647
        #define INT_MIN (-2147483647 - 1)
        #define UINT_MAX 4294967295u
        #define LONG_MAX 9223372036854775807L
        #define LONG_MIN (-9223372036854775807L - 1L)
        #define ULONG_MAX 18446744073709551615ul
        #define INT8_MAX 127
        #define UINT8_MAX 255
        #define INT16_MAX 32767
        #define UINT16_MAX 65535
        #define INT32_MAX 2147483647
        #define INT32_MIN (-2147483647 - 1)
        #define UINT32_MAX 4294967295u
        #define INT64_MAX 9223372036854775807L
        #define UINT64_MAX 18446744073709551615ul
        #define assert(x)
        #define TARGET_OS_OSX 1
        #define TARGET_OS_IPHONE 0
        """;
}
