using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Lucid.Gpu.Drivers.Cuda.Emission;
using Lucid.Gpu.Drivers.Cuda.Native;

namespace Lucid.Gpu.Drivers.Cuda;

/// <summary>One dispatch: checks the arguments, fills the parameter block, starts the kernel.</summary>
internal static unsafe class CudaLaunch
{
    private const int GridLimit = 65535;
    private const int UsualGroup = 256;
    private const uint SmallestSeveral = 1 << 20, LargestSeveral = 1u << 31;
    private const int AlignmentRoom = 64;

    public static void Run(CudaDevice device, IKernel kernel, ReadOnlySpan<KernelArgument> arguments, Extent threads, Extent threadgroup, nint stream)
    {
        if (kernel is not CudaKernel mine || mine.Device != device) throw new DispatchException("the kernel belongs to another device");
        if (mine.IsDisposed) throw new DispatchException($"kernel '{kernel.Name}' was disposed of");
        if (threads.Count == 0) return;
        bool line = threads.Y == 1 && threads.Z == 1 && threadgroup.Y == 1 && threadgroup.Z == 1;
        LoadedModule module = mine.Module(line);
        if (threadgroup.Count == 0 || threadgroup.Count > (ulong)module.MaxThreads)
            throw new DispatchException($"a threadgroup of {threadgroup.Count} threads is not between 1 and {module.MaxThreads}, the most for kernel '{kernel.Name}'");
        // Where nothing can tell the difference, groups have the size that suits the hardware.
        if (line && mine.Text.IsElementwise && module.MaxThreads >= UsualGroup) threadgroup = new Extent(UsualGroup);
        if (threadgroup.Z > 64) throw new DispatchException($"a threadgroup of {threadgroup.Z} threads along z is more than 64, the most of an NVIDIA GPU");
        uint groupsX = Groups(threads.X, threadgroup.X), groupsY = Groups(threads.Y, threadgroup.Y), groupsZ = Groups(threads.Z, threadgroup.Z);
        bool flat = groupsY > GridLimit || groupsZ > GridLimit;
        ulong total = (ulong)groupsX * groupsY * groupsZ;
        if (groupsX > int.MaxValue || flat && total > int.MaxValue) throw new DispatchException($"{total} threadgroups are more than {int.MaxValue}");
        int size = mine.Text.BlockBytes + AlignmentRoom;
        byte* block = stackalloc byte[size];
        Unsafe.InitBlockUnaligned(block, 0, (uint)size);
        uint* header = (uint*)block;
        header[0] = threads.X;
        header[1] = threads.Y;
        header[2] = threads.Z;
        header[3] = flat ? 1u : 0u;
        header[4] = groupsX;
        header[5] = groupsY;
        header[6] = groupsZ;
        device.Context.Bind();
        List<CudaBuffer>? temporary = null;
        try
        {
            int shared = 0;
            foreach (ParameterSlot slot in mine.Text.Slots) Fill(device, mine, arguments, slot, block, ref shared, ref temporary);
            if (line && mine.Text.HasSeveral && threads.X is >= SmallestSeveral and <= LargestSeveral && TrySeveral(device, mine, arguments, block, threads.X, stream)) return;
            AllowShared(device, mine, module, shared);
            void* parameter = block;
            int code = device.Context.Api.LaunchKernel(module.Function, flat ? (uint)total : groupsX, flat ? 1 : groupsY, flat ? 1 : groupsZ,
                threadgroup.X, threadgroup.Y, threadgroup.Z, (uint)shared, stream, &parameter, null);
            device.Context.Api.Check(code, $"cuLaunchKernel of '{kernel.Name}'");
        }
        finally
        {
            // What comes after on the stream waits for the kernel, so the memory can be handed on at once.
            if (temporary is not null)
                foreach (CudaBuffer buffer in temporary) buffer.Dispose();
        }
    }

    /// <summary>Starts the form of four neighbours a thread; false where buffers may overlap or begin at odd places.</summary>
    private static bool TrySeveral(CudaDevice device, CudaKernel kernel, ReadOnlySpan<KernelArgument> arguments, byte* block, uint threads, nint stream)
    {
        int count = 0;
        void** parameters = stackalloc void*[kernel.Text.Slots.Count + 1];
        parameters[count++] = block;
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Kind != ArgumentKind.Buffer) continue;
            ulong start = AddressOf(device, arguments[i]), end = ((CudaBuffer)arguments[i].Value!).GpuAddress + (ulong)((CudaBuffer)arguments[i].Value!).Bytes;
            if (start % 16 != 0) return false;
            for (int k = 0; k < i; k++)
                if (arguments[k].Kind == ArgumentKind.Buffer && start < ((CudaBuffer)arguments[k].Value!).GpuAddress + (ulong)((CudaBuffer)arguments[k].Value!).Bytes
                    && AddressOf(device, arguments[k]) < end) return false;
        }
        for (int i = 0; i < kernel.Text.Slots.Count; i++)
        {
            ParameterSlot slot = kernel.Text.Slots[i];
            if (slot.Kind == SlotKind.Address && !HasInline(kernel.Text, slot.Index, out _)) parameters[count++] = block + slot.Offset;
        }
        LoadedModule module = kernel.Several;
        uint groups = Groups(Groups(threads, 4), UsualGroup);
        device.Context.Api.Check(device.Context.Api.LaunchKernel(module.Function, groups, 1, 1, UsualGroup, 1, 1, 0, stream, parameters, null), $"cuLaunchKernel of '{kernel.Name}'");
        return true;
    }

    private static uint Groups(uint threads, uint size) => (uint)(((ulong)threads + size - 1) / size);

    private static void Fill(CudaDevice device, CudaKernel kernel, ReadOnlySpan<KernelArgument> arguments, ParameterSlot slot, byte* block, ref int shared, ref List<CudaBuffer>? temporary)
    {
        byte* place = block + slot.Offset;
        switch (slot.Kind)
        {
            case SlotKind.Address:
                KernelArgument argument = Find(arguments, slot.Index, ArgumentKind.Buffer, ArgumentKind.Bytes, out bool found);
                if (!found && slot.IsOptional) break;
                if (!found) throw new DispatchException($"kernel '{kernel.Name}' needs an argument for buffer({slot.Index})");
                if (argument.Kind == ArgumentKind.Buffer)
                {
                    *(ulong*)place = AddressOf(device, argument);
                    break;
                }
                var data = (byte[])argument.Value!;
                if (HasInline(kernel.Text, slot.Index, out int inline))
                {
                    // A vector of three may come without its fourth, unused component.
                    if (data.Length * 4L < inline * 3L) throw new DispatchException($"argument {slot.Index} has {data.Length} bytes, kernel '{kernel.Name}' reads {inline}");
                    break;
                }
                *(ulong*)place = Place(device, data, ref temporary);
                break;
            case SlotKind.Inline:
                KernelArgument value = Find(arguments, slot.Index, ArgumentKind.Bytes, ArgumentKind.Bytes, out bool given);
                if (!given) return;
                var bytes = (byte[])value.Value!;
                bytes.AsSpan(0, Math.Min(bytes.Length, slot.Size)).CopyTo(new Span<byte>(place, slot.Size));
                break;
            case SlotKind.Texture:
                KernelArgument bound = Find(arguments, slot.Index, ArgumentKind.Texture, ArgumentKind.Texture, out _);
                if (bound.Value is not CudaTexture texture || texture.Context != device.Context)
                    throw new DispatchException($"kernel '{kernel.Name}' needs a texture of this device for texture({slot.Index})");
                *(ulong*)place = texture.Address;
                ((uint*)place)[2] = texture.Size.X;
                ((uint*)place)[3] = texture.Size.Y;
                ((uint*)place)[4] = texture.Size.Z;
                break;
            default:
                KernelArgument memory = Find(arguments, slot.Index, ArgumentKind.Threadgroup, ArgumentKind.Threadgroup, out bool sized);
                if (!sized || memory.Number <= 0) throw new DispatchException($"kernel '{kernel.Name}' needs the size of its threadgroup({slot.Index}) memory");
                *(uint*)place = (uint)shared;
                if (memory.Number > device.MaxThreadgroupBytes - shared)
                    throw new DispatchException($"{memory.Number} bytes of threadgroup memory are more than the {device.MaxThreadgroupBytes} of {device.Name}");
                shared += (int)(memory.Number + 15 & ~15);
                break;
        }
    }

    /// <summary>Puts bytes where a pointer parameter can reach them. What a graph records must stay for its replays.</summary>
    private static ulong Place(CudaDevice device, byte[] data, ref List<CudaBuffer>? temporary)
    {
        var copy = new CudaBuffer(device.Context, Math.Max(1, data.Length), clear: false);
        if (device.Recording is { } graph)
        {
            graph.Keep(copy);
            copy.WriteAside(data);
        }
        else
        {
            (temporary ??= []).Add(copy);
            copy.Write(data);
        }
        return copy.GpuAddress;
    }

    private static bool HasInline(KernelText text, int index, out int size)
    {
        foreach (ParameterSlot slot in text.Slots)
            if (slot.Kind == SlotKind.Inline && slot.Index == index) { size = slot.Size; return true; }
        size = 0;
        return false;
    }

    private static ulong AddressOf(CudaDevice device, KernelArgument argument)
    {
        if (argument.Value is not CudaBuffer buffer || buffer.Context != device.Context) throw new DispatchException($"argument {argument.Index} is no buffer of this device");
        if (argument.Number < 0 || argument.Number > buffer.Bytes)
            throw new DispatchException($"offset {argument.Number} lies outside buffer {argument.Index} of {buffer.Bytes} bytes");
        return buffer.GpuAddress + (ulong)argument.Number;
    }

    private static KernelArgument Find(ReadOnlySpan<KernelArgument> arguments, int index, ArgumentKind kind, ArgumentKind other, out bool found)
    {
        foreach (KernelArgument argument in arguments)
            if (argument.Index == index && (argument.Kind == kind || argument.Kind == other)) { found = true; return argument; }
        found = false;
        return default;
    }

    /// <summary>More than 48 KiB of threadgroup memory must be asked for.</summary>
    private static void AllowShared(CudaDevice device, CudaKernel kernel, LoadedModule module, int shared)
    {
        if (shared + module.StaticShared > device.MaxThreadgroupBytes)
            throw new DispatchException($"kernel '{kernel.Name}' takes {shared + module.StaticShared} bytes of threadgroup memory, {device.Name} has {device.MaxThreadgroupBytes}");
        if (shared + module.StaticShared <= module.AllowedShared) return;
        device.Context.Api.Check(device.Context.Api.FunctionSetAttribute(module.Function, DriverApi.FunctionMaxDynamicShared, shared), "cuFuncSetAttribute");
        module.AllowedShared = shared + module.StaticShared;
    }
}
