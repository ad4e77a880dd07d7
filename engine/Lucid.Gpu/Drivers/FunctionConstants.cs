using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers;

/// <summary>Turns boxed host values into constants.</summary>
internal static class FunctionConstants
{
    public static ConstantValue Value(object value) => value switch
    {
        bool b => ConstantValue.Bool(b),
        sbyte or short or int or long => ConstantValue.FromBits(NumberKind.Long, (ulong)System.Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
        byte or ushort or uint or ulong => ConstantValue.FromBits(NumberKind.ULong, System.Convert.ToUInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
        float f => ConstantValue.FromDouble(NumberKind.Float, f),
        double d => ConstantValue.FromDouble(NumberKind.Float, d),
        _ => throw new DispatchException($"a function constant cannot be a {value.GetType().Name}"),
    };
}
