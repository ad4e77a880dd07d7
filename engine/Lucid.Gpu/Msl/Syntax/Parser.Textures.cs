using System.Collections.Generic;
using Lucid.Gpu.Msl.Library;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

/// <summary>Member functions of textures (specification section 6.12).</summary>
internal sealed partial class Parser
{
    // Slices, faces and samples follow the coordinates as one more of them: so a driver stores an array as a deeper texture.
    private readonly record struct TextureShape(int Dimensions, int Extra, bool IsCube, bool IsArray, bool IsDepth, bool IsSampled);

    private static TextureShape ShapeOf(TextureType texture)
    {
        string name = texture.Shape;
        bool cube = name.Contains("cube"), array = name.EndsWith("_array"), multisampled = name.Contains("_ms");
        int dimensions = cube ? 2 : Digit(name);
        return new TextureShape(dimensions, (cube || array || multisampled) ? 1 : 0, cube, array, name.StartsWith("depth"), multisampled);
    }

    private static int Digit(string name)
    {
        foreach (char c in name)
            if (char.IsAsciiDigit(c)) return c - '0';
        return 1;
    }

    private Expression TextureMember(Expression value, TextureType texture, int at)
    {
        string name = ExpectIdentifier("a member name");
        List<Expression> arguments = ParseArguments();
        TextureShape shape = ShapeOf(texture);
        switch (name)
        {
            case "read": return TextureRead(value, texture, shape, arguments, at);
            case "write": return TextureWrite(value, texture, shape, arguments, at);
            case "sample": return TextureSample(value, texture, shape, arguments, at);
            case "sample_compare" or "gather" or "gather_compare":
                if (arguments.Count < 2 || arguments[0].Type != SpecialType.Sampler) throw TextureError(texture, name, arguments, at);
                MslType gathered = name == "sample_compare" ? ScalarType.Of(texture.Element) : VectorType.Of(texture.Element, 4);
                return new IntrinsicExpression(at, gathered, Intrinsic.TextureGather, [value, .. arguments], name);
            case "calculate_clamped_lod" or "calculate_unclamped_lod":
                return new IntrinsicExpression(at, ScalarType.Float, Intrinsic.TextureGather, [value, .. arguments], name);
            case "fence" when arguments.Count == 0: return new IntrinsicExpression(at, ScalarType.Void, Intrinsic.AtomicFence, [], name);
            case "get_width" or "get_height" or "get_depth" or "get_num_mip_levels" or "get_num_samples":
                return new IntrinsicExpression(at, ScalarType.UInt, Intrinsic.TextureSize, [value], name);
            case "get_array_size":
                return new IntrinsicExpression(at, ScalarType.UInt, Intrinsic.TextureSize, [value], shape.Dimensions == 1 ? "get_height" : "get_depth");
        }
        if (name.StartsWith("atomic_") && arguments.Count >= 2)
        {
            MslType result = name == "atomic_store" ? ScalarType.Void : VectorType.Of(texture.Element, 4);
            return new IntrinsicExpression(at, result, Intrinsic.TextureAtomic, [value, .. arguments], name);
        }
        throw Error(at, $"no member named '{name}' in '{texture}'");
    }

    private static Text.CompileException TextureError(TextureType texture, string name, List<Expression> arguments, int at)
    {
        var types = new List<string>();
        foreach (Expression argument in arguments) types.Add(argument.QualifiedType.Unqualified.ToString());
        return Error(at, $"no matching member function for call to '{name}({string.Join(", ", types)})' on '{texture}'");
    }

    /// <summary>The place of a texel: coordinates, then slice, face or sample, as unsigned integers.</summary>
    private Expression TexelPlace(TextureShape shape, List<Expression> arguments, ref int next, int at)
    {
        Expression coordinate = arguments[next++];
        MslType flat = shape.Dimensions == 1 ? ScalarType.UInt : VectorType.Of(NumberKind.UInt, shape.Dimensions);
        coordinate = ConvertExplicit(coordinate, flat, at);
        int extra = (shape.IsCube ? 1 : 0) + (shape.IsArray ? 1 : 0) + (shape.IsSampled ? 1 : 0);
        if (extra == 0) return coordinate;
        Expression? layer = null;
        for (; extra > 0; extra--)
        {
            Expression index = ConvertExplicit(arguments[next++], ScalarType.UInt, at);
            // A cube array keeps its six faces together.
            layer = layer is null ? index : BuildBinary("+", BuildBinary("*", index, new ConstantExpression(at, ScalarType.UInt, ConstantValue.FromBits(NumberKind.UInt, 6)), at), layer, at);
        }
        return new VectorExpression(at, VectorType.Of(NumberKind.UInt, shape.Dimensions + 1), [coordinate, layer!]);
    }

    private static int PlaceArguments(TextureShape shape) => 1 + (shape.IsCube ? 1 : 0) + (shape.IsArray ? 1 : 0) + (shape.IsSampled ? 1 : 0);

    private Expression TextureRead(Expression value, TextureType texture, TextureShape shape, List<Expression> arguments, int at)
    {
        int needed = PlaceArguments(shape), next = 0;
        if (arguments.Count < needed || arguments.Count > needed + 1) throw TextureError(texture, "read", arguments, at);
        Expression place = TexelPlace(shape, arguments, ref next, at);
        Expression texel = new IntrinsicExpression(at, VectorType.Of(texture.Element, 4), Intrinsic.TextureRead, [value, place], "read");
        return shape.IsDepth ? FirstComponent(texel, texture, at) : texel;
    }

    private static SwizzleExpression FirstComponent(Expression texel, TextureType texture, int at) => new(at, texel, [0], ScalarType.Of(texture.Element));

    private Expression TextureWrite(Expression value, TextureType texture, TextureShape shape, List<Expression> arguments, int at)
    {
        int needed = PlaceArguments(shape), next = 1;
        if (arguments.Count < needed + 1 || arguments.Count > needed + 2) throw TextureError(texture, "write", arguments, at);
        if (texture.Access is not (TextureAccess.Write or TextureAccess.ReadWrite)) throw Error(at, "texture is not writable: declare it with access::write");
        MslType texel = VectorType.Of(texture.Element, 4);
        Expression written = Unpack(arguments[0]);
        if (written.Type is ScalarType or EnumType) written = ConvertImplicit(written, ScalarType.Of(texture.Element), at);
        // Vectors of another element type convert as by a cast, which Apple's compiler does for float and half.
        else written = written.Type is VectorType { Count: 4 } ? ConvertTo(written, texel) : ConvertImplicit(written, texel, at);
        Expression place = TexelPlace(shape, arguments, ref next, at);
        return new IntrinsicExpression(at, ScalarType.Void, Intrinsic.TextureWrite, [value, ConvertTo(written, texel), place], "write");
    }

    private Expression TextureSample(Expression value, TextureType texture, TextureShape shape, List<Expression> arguments, int at)
    {
        if (arguments.Count < 2 || arguments[0].Type != SpecialType.Sampler || shape.IsSampled) throw TextureError(texture, "sample", arguments, at);
        int dimensions = shape.IsCube ? 3 : shape.Dimensions;
        MslType position = dimensions == 1 ? ScalarType.Float : VectorType.Of(NumberKind.Float, dimensions);
        Expression place = arguments[1].Type is VectorType { Packed: false } given && given.Count == dimensions && !given.Element.IsFloating()
            ? throw TextureError(texture, "sample", arguments, at) : ConvertExplicit(arguments[1], position, at);
        // Levels of detail change nothing on textures of one level; slices and offsets do.
        bool plain = !shape.IsCube && !shape.IsArray;
        for (int i = 2; i < arguments.Count; i++) plain &= arguments[i].Type is StructType { Name: "level" or "bias" or "gradient2d" or "gradient3d" or "min_lod_clamp" };
        Expression texel = plain
            ? new IntrinsicExpression(at, VectorType.Of(texture.Element, 4), Intrinsic.TextureSample, [value, arguments[0], place], "sample")
            : new IntrinsicExpression(at, VectorType.Of(texture.Element, 4), Intrinsic.TextureGather, [value, .. arguments], "sample of an array or cube, or with an offset,");
        return shape.IsDepth ? FirstComponent(texel, texture, at) : texel;
    }
}
