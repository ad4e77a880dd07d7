using System.Runtime.InteropServices;

namespace Lucid.Python.Interop;

/// <summary>The head of every Python object (stable ABI).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PyObject
{
    internal nint RefCount;
    internal PyObject* Type;
}

/// <summary>A method of a type or module.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PyMethodDef
{
    internal byte* Name;
    internal void* Function;
    internal int Flags;
    internal byte* Doc;
}

/// <summary>An attribute with a getter and a setter.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PyGetSetDef
{
    internal byte* Name;
    internal void* Getter;
    internal void* Setter;
    internal byte* Doc;
    internal void* Closure;
}

/// <summary>A field of an object that Python reads by itself.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PyMemberDef
{
    internal byte* Name;
    internal int Type;
    internal nint Offset;
    internal int Flags;
    internal byte* Doc;
}

/// <summary>One entry of a type's description.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PyTypeSlot
{
    internal int Slot;
    internal void* Function;
}

/// <summary>A type's description.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PyTypeSpec
{
    internal byte* Name;
    internal int BasicSize;
    internal int ItemSize;
    internal uint Flags;
    internal PyTypeSlot* Slots;
}

/// <summary>A module's description.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PyModuleDef
{
    internal PyObject Base;
    internal void* Init;
    internal nint Index;
    internal PyObject* Copy;
    internal byte* Name;
    internal byte* Doc;
    internal nint Size;
    internal PyMethodDef* Methods;
    internal void* Slots;
    internal void* Traverse;
    internal void* Clear;
    internal void* Free;
}

/// <summary>The buffer protocol's description of memory (stable since 3.11; the layout has not changed since 3.0).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PyBuffer
{
    internal void* Data;
    internal PyObject* Owner;
    internal nint Length;
    internal nint ItemSize;
    internal int ReadOnly;
    internal int Rank;
    internal byte* Format;
    internal nint* Shape;
    internal nint* Strides;
    internal nint* SubOffsets;
    internal void* Internal;
}

/// <summary>Type slots, from CPython's typeslots.h.</summary>
internal static class Slot
{
    internal const int GetBuffer = 1, ReleaseBuffer = 2, SetItem = 3, Length = 4, GetItem = 5;
    internal const int Absolute = 6, Add = 7, And = 8, Bool = 9, Divmod = 10, Float = 11, FloorDivide = 12, Index = 13, InPlaceAdd = 14,
        InPlaceAnd = 15, InPlaceFloorDivide = 16, InPlaceLShift = 17, InPlaceMultiply = 18, InPlaceOr = 19, InPlacePower = 20,
        InPlaceRemainder = 21, InPlaceRShift = 22, InPlaceSubtract = 23, InPlaceTrueDivide = 24, InPlaceXor = 25, Int = 26, Invert = 27,
        LShift = 28, Multiply = 29, Negative = 30, Or = 31, Positive = 32, Power = 33, Remainder = 34, RShift = 35, Subtract = 36,
        TrueDivide = 37, Xor = 38;
    internal const int SequenceLength = 45, SequenceItem = 44, Contains = 41;
    internal const int Alloc = 47, Call = 50, Clear = 51, Dealloc = 52, Del = 53, DescrGet = 54, GetAttr = 58, Hash = 59, Init = 60, Iter = 62,
        Methods = 64, New = 65, Repr = 66, RichCompare = 67, SetAttr = 69, Str = 70, Traverse = 71, Members = 72, GetSet = 73, Free = 74,
        MatrixMultiply = 75, InPlaceMatrixMultiply = 76, Doc = 56, Base = 48;
}

/// <summary>Type and method flags, from CPython's object.h and methodobject.h.</summary>
internal static class Flag
{
    internal const uint Default = 1u << 18, BaseType = 1u << 10, HaveGc = 1u << 14, HaveVectorcall = 1u << 11, MethodDescriptor = 1u << 17;
    internal const int VarArgs = 1, Keywords = 2, NoArgs = 4, OneArg = 8, Class = 16, Static = 32, FastCall = 0x80;
    internal const int MemberPySsize = 19, ReadOnly = 1;
}
