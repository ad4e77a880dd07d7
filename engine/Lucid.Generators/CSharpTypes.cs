using Lucid.Ops.Declaration;

namespace Lucid.Generators;

/// <summary>How schema types look in C#.</summary>
internal static class CSharpTypes
{
    /// <summary>A method parameter with its default.</summary>
    internal static string Declare(SchemaParameter parameter)
    {
        string type = Parameter(parameter);
        if (parameter.DefaultText is null) return $"{type} {Name(parameter.Name)}";
        if (parameter.IsList) return $"{type} {Name(parameter.Name)} = default";
        // A struct has no constant but default: the method body puts the value in.
        if (parameter.Type is SchemaType.Scalar or SchemaType.TensorOrScalar && parameter.DefaultText != "None")
            return $"Scalar? {Name(parameter.Name)} = null";
        return $"{type} {Name(parameter.Name)} = {Default(parameter)}";
    }

    /// <summary>A method parameter's type.</summary>
    internal static string Parameter(SchemaParameter parameter)
    {
        if (parameter.IsList) return $"ReadOnlySpan<{Element(parameter.Type)}{(parameter.Type == SchemaType.Tensor && parameter.IsOptional ? "" : "")}>";
        string element = Element(parameter.Type);
        return parameter.IsOptional ? element + "?" : element;
    }

    /// <summary>The type of a field that keeps an argument.</summary>
    internal static string Field(SchemaParameter parameter) =>
        parameter.IsList ? Element(parameter.Type) + "[]" : Parameter(parameter);

    internal static string Element(SchemaType type) => type switch
    {
        SchemaType.Tensor => "Tensor",
        SchemaType.TensorOrScalar => "TensorOrScalar",
        SchemaType.Scalar => "Scalar",
        SchemaType.Int => "long",
        SchemaType.Float => "double",
        SchemaType.Bool => "bool",
        SchemaType.Str => "string",
        SchemaType.DType => "DType",
        SchemaType.Device => "Device",
        _ => "Lucid.Random.Generator",
    };

    /// <summary>The default as a C# constant.</summary>
    internal static string Default(SchemaParameter parameter) => parameter.DefaultText switch
    {
        "None" => parameter.IsList ? "default" : "null",
        "True" => "true",
        "False" => "false",
        { Length: > 0 } text when text[0] == '\'' => "\"" + text.Trim('\'') + "\"",
        { } text => text.Replace("inf", "double.PositiveInfinity"),
        null => "",
    };

    /// <summary>The C# expression that reads argument <paramref name="index"/> from a call frame.</summary>
    internal static string FromFrame(SchemaParameter parameter, int index)
    {
        string suffix = parameter.IsOptional ? "OrNull" : "";
        if (parameter.IsList)
        {
            return parameter.Type switch
            {
                SchemaType.Tensor => $"frame.Tensors({index})",
                SchemaType.Float => $"frame.Floats({index})",
                SchemaType.Bool => $"frame.Bools({index})",
                _ => $"frame.Ints({index})",
            };
        }
        string getter = parameter.Type switch
        {
            SchemaType.Tensor => "Tensor",
            SchemaType.TensorOrScalar => "TensorOrScalar",
            SchemaType.Scalar => "Scalar",
            SchemaType.Int => "Int",
            SchemaType.Float => "Float",
            SchemaType.Bool => "Bool",
            SchemaType.Str => "Str",
            SchemaType.DType => "DType",
            SchemaType.Device => "Device",
            _ => "Generator",
        };
        return $"frame.{getter}{suffix}({index})";
    }

    /// <summary>Escapes words that C# reserves.</summary>
    internal static string Name(string name)
    {
        string camel = OpModel.Camel(name);
        return camel is "out" or "in" or "ref" or "params" or "value" or "base" or "float" or "double" or "long" or "bool" ? "@" + camel : camel;
    }
}
