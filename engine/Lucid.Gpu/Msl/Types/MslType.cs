using System.Collections.Generic;

namespace Lucid.Gpu.Msl.Types;

/// <summary>A type. Equal types are the same object, so identity compares them.</summary>
internal abstract class MslType
{
    private List<(QualifiedType Key, PointerType Type)>? _pointers;
    private List<(QualifiedType Key, ReferenceType Type)>? _references;
    private List<(long Length, QualifiedType Key, ArrayType Type)>? _arrays;

    public abstract string Name { get; }

    /// <summary>Bytes an object takes in memory.</summary>
    public abstract long Size { get; }

    /// <summary>Alignment in bytes.</summary>
    public abstract int Alignment { get; }

    /// <summary>True where the type still names a template parameter.</summary>
    public virtual bool IsDependent => false;

    public override string ToString() => Name;

    // Locks, because scalar and vector types are shared by compilations on several threads.
    public static PointerType PointerTo(QualifiedType pointee)
    {
        lock (pointee.Type)
        {
            var list = pointee.Type._pointers ??= [];
            foreach (var (key, type) in list)
                if (key == pointee) return type;
            var made = new PointerType(pointee);
            list.Add((pointee, made));
            return made;
        }
    }

    public static ReferenceType ReferenceTo(QualifiedType referee)
    {
        lock (referee.Type)
        {
            var list = referee.Type._references ??= [];
            foreach (var (key, type) in list)
                if (key == referee) return type;
            var made = new ReferenceType(referee);
            list.Add((referee, made));
            return made;
        }
    }

    public static ArrayType ArrayOf(QualifiedType element, long length)
    {
        lock (element.Type)
        {
            var list = element.Type._arrays ??= [];
            foreach (var (count, key, type) in list)
                if (count == length && key == element) return type;
            var made = new ArrayType(element, length);
            list.Add((length, element, made));
            return made;
        }
    }
}

internal sealed class ScalarType : MslType
{
    private static readonly ScalarType[] All = Make();

    private ScalarType(NumberKind kind) => Kind = kind;

    public NumberKind Kind { get; }

    public override string Name => Kind.Name();

    public override long Size => Kind.Size();

    public override int Alignment => System.Math.Max(1, Kind.Size());

    public static ScalarType Void => All[(int)NumberKind.Void];
    public static ScalarType Bool => All[(int)NumberKind.Bool];
    public static ScalarType Int => All[(int)NumberKind.Int];
    public static ScalarType UInt => All[(int)NumberKind.UInt];
    public static ScalarType Long => All[(int)NumberKind.Long];
    public static ScalarType ULong => All[(int)NumberKind.ULong];
    public static ScalarType Half => All[(int)NumberKind.Half];
    public static ScalarType Float => All[(int)NumberKind.Float];

    public static ScalarType Of(NumberKind kind) => All[(int)kind];

    private static ScalarType[] Make()
    {
        var all = new ScalarType[(int)NumberKind.Float + 1];
        for (int i = 0; i < all.Length; i++) all[i] = new ScalarType((NumberKind)i);
        return all;
    }
}

/// <summary>Two to four components; unpacked vectors of three take the room of four (specification table 2.3).</summary>
internal sealed class VectorType : MslType
{
    private static readonly VectorType[] All = Make();

    private VectorType(NumberKind element, int count, bool packed)
    {
        Element = element;
        Count = count;
        Packed = packed;
    }

    public NumberKind Element { get; }

    public int Count { get; }

    public bool Packed { get; }

    public override string Name => (Packed ? "packed_" : "") + Element.Name() + Count;

    public override long Size => Element.Size() * (Packed || Count != 3 ? Count : 4);

    public override int Alignment => Packed ? Element.Size() : (int)Size;

    public static VectorType Of(NumberKind element, int count, bool packed = false) =>
        All[((int)element * 3 + count - 2) * 2 + (packed ? 1 : 0)];

    private static VectorType[] Make()
    {
        var all = new VectorType[((int)NumberKind.Float + 1) * 6];
        for (int i = 0; i < all.Length; i++) all[i] = new VectorType((NumberKind)(i / 6), i / 2 % 3 + 2, i % 2 == 1);
        return all;
    }
}

/// <summary>Column-major matrix of half or float.</summary>
internal sealed class MatrixType : MslType
{
    private static readonly MatrixType[] All = Make();

    private MatrixType(NumberKind element, int columns, int rows)
    {
        Element = element;
        Columns = columns;
        Rows = rows;
    }

    public NumberKind Element { get; }

    public int Columns { get; }

    public int Rows { get; }

    public VectorType Column => VectorType.Of(Element, Rows);

    public override string Name => $"{Element.Name()}{Columns}x{Rows}";

    public override long Size => Column.Size * Columns;

    public override int Alignment => Column.Alignment;

    public static MatrixType Of(NumberKind element, int columns, int rows) =>
        All[((element - NumberKind.Half) * 3 + columns - 2) * 3 + rows - 2];

    private static MatrixType[] Make()
    {
        var all = new MatrixType[27];
        for (int i = 0; i < 27; i++) all[i] = new MatrixType((NumberKind)((int)NumberKind.Half + i / 9), i / 3 % 3 + 2, i % 3 + 2);
        return all;
    }
}

internal sealed class PointerType(QualifiedType pointee) : MslType
{
    public QualifiedType Pointee => pointee;

    public override string Name => $"{pointee} *";

    public override long Size => 8;

    public override int Alignment => 8;

    public override bool IsDependent => pointee.Type.IsDependent;
}

internal sealed class ReferenceType(QualifiedType referee) : MslType
{
    public QualifiedType Referee => referee;

    public override string Name => $"{referee} &";

    public override long Size => 8;

    public override int Alignment => 8;

    public override bool IsDependent => referee.Type.IsDependent;
}

internal sealed class ArrayType(QualifiedType element, long length) : MslType
{
    public QualifiedType Element => element;

    /// <summary>Number of elements; -1 where unsaid or not known yet.</summary>
    public long Length => length;

    public override string Name => length < 0 ? $"{element}[]" : $"{element}[{length}]";

    public override long Size => length < 0 ? 0 : element.Type.Size * length;

    public override int Alignment => element.Type.Alignment;

    public override bool IsDependent => element.Type.IsDependent;
}

/// <summary>atomic_int, atomic&lt;T&gt; and friends.</summary>
internal sealed class AtomicType : MslType
{
    private static readonly AtomicType[] All = Make();

    private AtomicType(NumberKind element) => Element = element;

    public NumberKind Element { get; }

    public override string Name => $"atomic<{Element.Name()}>";

    public override long Size => Element.Size();

    public override int Alignment => Element.Size();

    public static AtomicType Of(NumberKind element) => All[(int)element];

    private static AtomicType[] Make()
    {
        var all = new AtomicType[(int)NumberKind.Float + 1];
        for (int i = 0; i < all.Length; i++) all[i] = new AtomicType((NumberKind)i);
        return all;
    }
}

/// <summary>An 8x8 matrix spread over the 32 lanes of a simdgroup, two elements each.</summary>
internal sealed class SimdgroupMatrixType : MslType
{
    private static readonly SimdgroupMatrixType[] All =
        [new(NumberKind.Half), new(NumberKind.BFloat), new(NumberKind.Float)];

    private SimdgroupMatrixType(NumberKind element) => Element = element;

    public NumberKind Element { get; }

    public override string Name => $"simdgroup_matrix<{Element.Name()}, 8, 8>";

    public override long Size => 8;

    public override int Alignment => 4;

    public static SimdgroupMatrixType Of(NumberKind element) => All[element - NumberKind.Half];
}

internal enum TextureAccess : byte { Sample, Read, Write, ReadWrite }

/// <summary>texture1d, texture2d, texture3d, arrays and buffers of texels.</summary>
internal sealed class TextureType : MslType
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, TextureType> Made = new();

    private TextureType(string shape, NumberKind element, TextureAccess access)
    {
        Shape = shape;
        Element = element;
        Access = access;
    }

    // By its name: a dictionary with keys of a structure is kilobytes of code of its own.
    public static TextureType Of(string shape, NumberKind element, TextureAccess access)
    {
        var made = new TextureType(shape, element, access);
        return Made.GetOrAdd(made.Name, made);
    }

    public string Shape { get; }

    public NumberKind Element { get; }

    public TextureAccess Access { get; }

    public override string Name => $"{Shape}<{Element.Name()}, access::{(Access == TextureAccess.ReadWrite ? "read_write" : Access.ToString().ToLowerInvariant())}>";

    public override long Size => 8;

    public override int Alignment => 8;
}

/// <summary>Types with one value of compile-time use: sampler, function, null pointer, "auto" and not-yet-known.</summary>
internal sealed class SpecialType(string name) : MslType
{
    public static readonly SpecialType Sampler = new("sampler");
    public static readonly SpecialType Auto = new("auto");
    public static readonly SpecialType NullPointer = new("nullptr_t");
    public static readonly SpecialType Unknown = new("<dependent type>");
    public static readonly SpecialType OverloadSet = new("<overloaded function>");
    public static readonly SpecialType InitializerList = new("<initializer list>");

    public override string Name => name;

    public override long Size => 8;

    public override int Alignment => 8;

    public override bool IsDependent => this == Unknown;
}
