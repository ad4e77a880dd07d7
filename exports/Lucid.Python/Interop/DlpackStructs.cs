using System.Runtime.InteropServices;

namespace Lucid.Python.Interop;

/// <summary>DLPack's memory layouts (dlpack.h, version 1.0).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DlpackTensor
{
    internal void* Data;
    internal int DeviceType;
    internal int DeviceId;
    internal int Rank;
    internal byte TypeCode;
    internal byte Bits;
    internal ushort Lanes;
    internal long* Shape;
    internal long* Strides;
    internal ulong ByteOffset;
}

/// <summary>What a capsule named <c>dltensor</c> points to.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DlpackManaged
{
    internal DlpackTensor Tensor;
    internal void* Context;
    internal delegate* unmanaged<DlpackManaged*, void> Deleter;
}

/// <summary>What a capsule named <c>dltensor_versioned</c> points to.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DlpackVersioned
{
    internal const ulong ReadOnly = 1;
    internal const ulong Copied = 2;

    internal uint Major;
    internal uint Minor;
    internal void* Context;
    internal delegate* unmanaged<DlpackVersioned*, void> Deleter;
    internal ulong Flags;
    internal DlpackTensor Tensor;
}

/// <summary>DLPack's device numbers.</summary>
internal static class DlpackDevice
{
    internal const int Cpu = 1;
    internal const int CudaHost = 3;
    internal const int Metal = 8;
}
