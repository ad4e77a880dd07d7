using System;
using System.Globalization;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Dispatch;

/// <summary>Puts the default that a schema states into a call frame.</summary>
public static class ArgumentDefaults
{
    /// <summary>Sets the argument at <paramref name="index"/> to its parameter's default.</summary>
    /// <exception cref="ArgumentValueException">The parameter has no default.</exception>
    public static void Set(CallFrame frame, int index, SchemaParameter parameter, string op)
    {
        if (parameter.DefaultText is not { } text)
            throw new ArgumentValueException(op, $"{op}: argument '{parameter.Name}' ({parameter.TypeText}) is required", parameter.Name);
        // The method behind the frame fills in the default of a list that is absent.
        if (text == "None" || parameter.IsList) frame.SetAbsent(index);
        else if (text is "True" or "False") frame.SetScalar(index, text == "True");
        else if (text[0] == '\'') frame.SetObject(index, text.Trim('\''));
        else if (long.TryParse(text, CultureInfo.InvariantCulture, out long integer)) frame.SetScalar(index, integer);
        else if (text is "inf" or "-inf") frame.SetScalar(index, text == "inf" ? double.PositiveInfinity : double.NegativeInfinity);
        else frame.SetScalar(index, double.Parse(text, CultureInfo.InvariantCulture));
    }
}
