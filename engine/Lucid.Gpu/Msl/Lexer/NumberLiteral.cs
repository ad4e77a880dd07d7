using System;
using System.Globalization;
using System.Numerics;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Lexer;

/// <summary>Reads C++ number and character literals with MSL's suffixes (h, bf, f, u, l).</summary>
internal static class NumberLiteral
{
    /// <summary>Parses a literal; false where the text is no number.</summary>
    public static bool TryParse(string raw, out ConstantValue value, out string? problem)
    {
        string text = raw.Contains('\'') ? raw.Replace("'", "") : raw;
        problem = null;
        value = default;
        bool hex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool floating = hex ? text.AsSpan().IndexOfAny("pP.") >= 0 : text.AsSpan().IndexOfAny(".eE") >= 0;
        if (!floating && !hex && text.Length > 1 && text[^1] is 'f' or 'F' or 'h' or 'H'
            && !text.StartsWith("0b", StringComparison.OrdinalIgnoreCase))
        {
            problem = $"invalid suffix '{text[^1]}' on integer constant";
            return false;
        }
        return floating ? TryFloating(text, hex, out value, out problem) : TryInteger(text, hex, out value, out problem);
    }

    private static bool TryFloating(string text, bool hex, out ConstantValue value, out string? problem)
    {
        NumberKind kind = NumberKind.Float;
        ReadOnlySpan<char> digits = text;
        problem = null;
        value = default;
        if (digits.EndsWith("bf", StringComparison.OrdinalIgnoreCase) && !hex) { kind = NumberKind.BFloat; digits = digits[..^2]; }
        else if (digits[^1] is 'f' or 'F') digits = digits[..^1];
        else if (digits[^1] is 'h' or 'H') { kind = NumberKind.Half; digits = digits[..^1]; }
        else if (digits[^1] is 'l' or 'L') digits = digits[..^1];
        double number;
        if (hex)
        {
            if (!TryHexFloat(digits, out number)) { problem = $"invalid hexadecimal floating constant '{text}'"; return false; }
        }
        else if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number))
        {
            problem = $"invalid floating constant '{text}'";
            return false;
        }
        value = ConstantValue.FromDouble(kind, number);
        return true;
    }

    private static bool TryHexFloat(ReadOnlySpan<char> text, out double number)
    {
        number = 0;
        int exponent = 0, i = 2;
        bool point = false, any = false;
        for (; i < text.Length && text[i] is not ('p' or 'P'); i++)
        {
            if (text[i] == '.' && !point) { point = true; continue; }
            if (!char.IsAsciiHexDigit(text[i])) return false;
            number = number * 16 + Convert.ToInt32(text[i].ToString(), 16);
            if (point) exponent -= 4;
            any = true;
        }
        if (i < text.Length)
        {
            if (!int.TryParse(text[(i + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int power)) return false;
            exponent += power;
        }
        number *= Math.Pow(2, exponent);
        return any;
    }

    private static bool TryInteger(string text, bool hex, out ConstantValue value, out string? problem)
    {
        int end = text.Length;
        bool unsigned = false, wide = false;
        value = default;
        problem = null;
        while (end > 1 && text[end - 1] is 'u' or 'U' or 'l' or 'L')
        {
            if (text[end - 1] is 'u' or 'U') unsigned = true; else wide = true;
            end--;
        }
        ReadOnlySpan<char> digits = text.AsSpan(0, end);
        int radix = 10, from = 0;
        if (hex) { radix = 16; from = 2; }
        else if (digits.StartsWith("0b", StringComparison.OrdinalIgnoreCase)) { radix = 2; from = 2; }
        else if (digits.Length > 1 && digits[0] == '0') { radix = 8; from = 1; }
        if (from >= digits.Length) { problem = $"invalid integer constant '{text}'"; return false; }
        UInt128 number = 0;
        for (int i = from; i < digits.Length; i++)
        {
            int digit = char.IsAsciiHexDigit(digits[i]) ? Convert.ToInt32(digits[i].ToString(), 16) : 99;
            if (digit >= radix) { problem = $"invalid digit '{digits[i]}' in integer constant"; return false; }
            number = number * (uint)radix + (uint)digit;
            if (number > ulong.MaxValue) { problem = "integer constant is too large to be represented in any integer type"; return false; }
        }
        ulong bits = (ulong)number;
        NumberKind kind;
        if (!wide && bits <= int.MaxValue && !unsigned) kind = NumberKind.Int;
        else if (!wide && bits <= uint.MaxValue && (unsigned || radix != 10)) kind = NumberKind.UInt;
        else if (bits <= long.MaxValue && !unsigned) kind = NumberKind.Long;
        else kind = NumberKind.ULong;
        value = ConstantValue.FromBits(kind, bits);
        return true;
    }

    /// <summary>The value of a character literal such as 'a' or '\n'.</summary>
    public static int Character(string literal)
    {
        if (literal.Length < 3) return 0;
        if (literal[1] != '\\') return literal[1];
        return literal[2] switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            '0' => 0,
            'x' when literal.Length > 4
                && int.TryParse(literal.AsSpan(3, literal.Length - 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int code) => code,
            char other => other,
        };
    }
}
