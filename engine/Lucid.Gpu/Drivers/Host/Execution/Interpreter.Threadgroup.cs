using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers.Host.Execution;

/// <summary>What all threadgroups of a dispatch share.</summary>
internal sealed unsafe class Launch
{
    public required HostProgram Program { get; init; }
    public required Extent Grid { get; init; }
    public required Extent Threadgroup { get; init; }
    public required long[] Slots { get; init; }
    public required nint[] Bases { get; init; }
    public required long[] Lengths { get; init; }
    public required ulong[]?[] Shadows { get; init; }
    public required HostTexture?[] Textures { get; init; }
    public required int[] ThreadgroupOffsets { get; init; }
    public required int ThreadgroupBytes { get; init; }
    public required bool Checked { get; init; }
    public required long StepLimit { get; init; }
    public required int ConstantId { get; init; }

    /// <summary>The thread that asked: only there may the host language be asked whether to go on.</summary>
    public required int Caller { get; init; }

    /// <summary>Set once a part failed: the others need not finish.</summary>
    public volatile bool Stopped;

    public Extent Groups => new(Divide(Grid.X, Threadgroup.X), Divide(Grid.Y, Threadgroup.Y), Divide(Grid.Z, Threadgroup.Z));

    private static uint Divide(uint a, uint b) => (uint)(((ulong)a + b - 1) / b);
}

internal sealed unsafe partial class Interpreter : IDisposable
{
    private readonly Launch _launch;
    private readonly bool _checked;
    private readonly bool _onCaller;
    private readonly long _stepLimit;
    private readonly long* _slots;
    private readonly byte** _bases;
    private readonly long* _lengths;
    private readonly int _bufferCount;
    private readonly int _constantId;
    private readonly ulong[]?[] _shadows;
    private readonly byte* _threadgroup;
    private readonly int _threadgroupBytes;
    private readonly byte[]? _threadgroupWritten;
    private readonly ulong[]? _threadgroupShadow;
    private readonly Warp[] _warps;
    private readonly nint[] _allocations = new nint[16];
    private readonly nint[] _warpMemory;
    private int _allocationCount;
    private Extent _group, _threads, _fullThreads;
    private readonly Extent _groups;
    private readonly PositionKind[] _positionKinds;
    private readonly ulong _groupSize;
    private ulong _groupIndex;
    private uint _groupBase;
    private uint _epoch;

    public Interpreter(Launch launch)
    {
        _launch = launch;
        _program = launch.Program;
        _code = _program.Code;
        _checked = launch.Checked;
        _stepLimit = launch.StepLimit;
        _onCaller = launch.Caller == Environment.CurrentManagedThreadId;
        _constantId = launch.ConstantId;
        _fullThreads = launch.Threadgroup;
        _groupSize = launch.Threadgroup.Count;
        _groups = launch.Groups;
        _positionKinds = new PositionKind[_program.Positions.Count];
        for (int i = 0; i < _positionKinds.Length; i++) _positionKinds[i] = KindOf(_program.Positions[i].Attribute);
        _shadows = launch.Shadows;
        _scratch = (byte*)Take(2 * Lane.Bytes);
        _expanded = (int*)Take(Lane.Bytes);
        _addresses = (long*)Take(256);
        _bufferCount = launch.Bases.Length;
        _slots = (long*)Take(8 * launch.Slots.Length + 8);
        for (int i = 0; i < launch.Slots.Length; i++) _slots[i] = launch.Slots[i];
        _bases = (byte**)Take(8 * _bufferCount + 8);
        _lengths = (long*)Take(8 * _bufferCount + 8);
        for (int i = 0; i < _bufferCount; i++)
        {
            _bases[i] = (byte*)launch.Bases[i];
            _lengths[i] = launch.Lengths[i];
        }
        _threadgroupBytes = launch.ThreadgroupBytes;
        _threadgroup = (byte*)Take(_threadgroupBytes + 16);
        if (_checked)
        {
            int units = (_threadgroupBytes >> _program.SharedRaceShift) + 2;
            _threadgroupWritten = new byte[units];
            _threadgroupShadow = new ulong[units];
        }
        _warps = new Warp[(int)((_groupSize + 31) / 32)];
        _warpMemory = new nint[_warps.Length];
        for (int w = 0; w < _warps.Length; w++) MakeWarp(w);
    }

    private nint Take(long bytes)
    {
        nint memory = (nint)NativeMemory.AlignedAlloc((nuint)Math.Max(64, bytes), 64);
        NativeMemory.Clear((void*)memory, (nuint)Math.Max(64, bytes));
        return _allocations[_allocationCount++] = memory;
    }

    private void MakeWarp(int index)
    {
        long registers = (long)_program.Registers * Lane.Bytes, masks = 4L * (_program.MaskSlots + 16), local = (long)_program.PrivateBytes * 32;
        long total = registers + (masks + 63 & ~63L) + local * (_checked ? 2 : 1) + 64;
        byte* memory = (byte*)NativeMemory.AlignedAlloc((nuint)total, 64);
        NativeMemory.Clear(memory, (nuint)total);
        _warpMemory[index] = (nint)memory;
        ref Warp warp = ref _warps[index];
        warp.Index = index;
        warp.Registers = memory;
        warp.Masks = (uint*)(memory + registers);
        warp.Private = memory + registers + (masks + 63 & ~63L);
        warp.PrivateShadow = warp.Private + local;
        foreach (var (register, bits, wide) in _program.Constants)
            for (int lane = 0; lane < 32; lane++)
                if (wide) ((long*)(memory + (long)register * Lane.Bytes))[lane] = bits;
                else ((int*)(memory + (long)register * Lane.Bytes))[lane] = (int)bits;
        foreach (var (argument, register) in _program.ThreadgroupArguments)
            for (int lane = 0; lane < 32; lane++) ((int*)(memory + (long)register * Lane.Bytes))[lane] = argument < _launch.ThreadgroupOffsets.Length ? _launch.ThreadgroupOffsets[argument] : 0;
    }

    /// <summary>Runs one threadgroup to its end.</summary>
    public void RunThreadgroup(ulong index)
    {
        Extent groups = _groups;
        _groupIndex = index;
        _group = new Extent((uint)(index % groups.X), (uint)(index / groups.X % groups.Y), (uint)(index / groups.X / groups.Y));
        // Groups at the far edges of a grid are as small as what is left of it.
        _threads = new Extent(
            Math.Min(_fullThreads.X, _launch.Grid.X - _group.X * _fullThreads.X), Math.Min(_fullThreads.Y, _launch.Grid.Y - _group.Y * _fullThreads.Y),
            Math.Min(_fullThreads.Z, _launch.Grid.Z - _group.Z * _fullThreads.Z));
        _epoch = 0;
        _groupBase = (uint)(index * _groupSize);
        int total = (int)_threads.Count, warps = (total + 31) / 32;
        if (_checked)
        {
            Array.Clear(_threadgroupWritten!);
            Array.Clear(_threadgroupShadow!);
        }
        for (int w = 0; w < warps; w++) StartWarp(ref _warps[w], total);
        if (_onCaller && (index & 63) == 0) Interruption.Poll();
        int running = warps;
        while (running > 0)
        {
            running = 0;
            for (int w = 0; w < warps; w++)
            {
                ref Warp warp = ref _warps[w];
                if (warp.Status == WarpStatus.Running) Run(ref warp);
                if (warp.Status == WarpStatus.AtBarrier) running++;
            }
            if (running == 0) break;
            if (_checked) CheckBarrier(warps, running);
            _epoch++;
            for (int w = 0; w < warps; w++)
                if (_warps[w].Status == WarpStatus.AtBarrier) _warps[w].Status = WarpStatus.Running;
        }
    }

    private void CheckBarrier(int warps, int waiting)
    {
        int first = -1;
        for (int w = 0; w < warps; w++)
            if (_warps[w].Status == WarpStatus.AtBarrier) { first = w; break; }
        for (int w = 0; w < warps; w++)
        {
            ref Warp warp = ref _warps[w];
            if (warp.Status == WarpStatus.Done)
            {
                ref Warp waiter = ref _warps[first];
                waiter.Mask = 0;
                DivergentBarrier(ref waiter, waiter.BarrierAt, $"simdgroup {w} ended without reaching this barrier, at which {waiting} simdgroups wait");
            }
            if (warp.BarrierAt == _warps[first].BarrierAt) continue;
            warp.Mask = 0;
            DivergentBarrier(ref warp, warp.BarrierAt, $"simdgroup {w} waits here while simdgroup {first} waits at line {_program.Library.Place(_warps[first].BarrierAt).Line}");
        }
    }

    private void StartWarp(ref Warp warp, int total)
    {
        int start = warp.Index * 32, count = Math.Min(32, total - start);
        warp.Valid = warp.Mask = count == 32 ? uint.MaxValue : (1u << count) - 1;
        warp.Counter = 0;
        warp.Steps = 0;
        warp.SimdEpoch = 0;
        warp.Status = WarpStatus.Running;
        warp.Masks[0] = warp.Valid;
        if (_checked && _program.PrivateBytes > 0) Unsafe.InitBlock(warp.PrivateShadow, 0, (uint)(_program.PrivateBytes * 32));
        for (int p = 0; p < _program.Positions.Count; p++) FillPosition(_program.Positions[p], _positionKinds[p], ref warp, start, total);
    }

    private enum PositionKind : byte { Uniform, InGrid, InThreadgroup, Index, Lane, Simdgroup, QuadLane, Quad, MatrixRow, MatrixColumn }

    private static PositionKind KindOf(string attribute) => attribute switch
    {
        "thread_position_in_grid" => PositionKind.InGrid,
        "thread_position_in_threadgroup" => PositionKind.InThreadgroup,
        "thread_index_in_threadgroup" => PositionKind.Index,
        "thread_index_in_simdgroup" => PositionKind.Lane,
        "simdgroup_index_in_threadgroup" => PositionKind.Simdgroup,
        "thread_index_in_quadgroup" => PositionKind.QuadLane,
        "quadgroup_index_in_threadgroup" => PositionKind.Quad,
        "<matrix row>" => PositionKind.MatrixRow,
        "<matrix column>" => PositionKind.MatrixColumn,
        _ => PositionKind.Uniform,
    };

    private static uint Component(Extent extent, int component) => component == 0 ? extent.X : component == 1 ? extent.Y : extent.Z;

    private void FillPosition(PositionInput input, PositionKind kind, ref Warp warp, int start, int total)
    {
        uint* to = (uint*)(warp.Registers + (long)input.Register * Lane.Bytes);
        int c = input.Component;
        switch (kind)
        {
            case PositionKind.InGrid or PositionKind.InThreadgroup:
                uint first = kind == PositionKind.InGrid ? Component(_group, c) * Component(_fullThreads, c) : 0;
                if (_threads.Y == 1 && _threads.Z == 1)
                    for (int lane = 0; lane < 32; lane++) to[lane] = c == 0 ? first + (uint)(start + lane) : first;
                else
                    for (uint lane = 0; lane < 32; lane++)
                    {
                        uint local = (uint)start + lane, row = local / _threads.X;
                        to[lane] = first + (c == 0 ? local - row * _threads.X : c == 1 ? row % _threads.Y : row / _threads.Y);
                    }
                return;
            case PositionKind.Index: for (int lane = 0; lane < 32; lane++) to[lane] = (uint)(start + lane); return;
            case PositionKind.Lane: for (int lane = 0; lane < 32; lane++) to[lane] = (uint)lane; return;
            case PositionKind.QuadLane: for (int lane = 0; lane < 32; lane++) to[lane] = (uint)lane % 4; return;
            case PositionKind.Quad: for (int lane = 0; lane < 32; lane++) to[lane] = (uint)(start + lane) / 4; return;
            case PositionKind.MatrixRow: for (int lane = 0; lane < 32; lane++) to[lane] = (uint)Places[lane].Row; return;
            case PositionKind.MatrixColumn: for (int lane = 0; lane < 32; lane++) to[lane] = (uint)Places[lane].Column; return;
        }
        new Span<uint>(to, 32).Fill(kind == PositionKind.Simdgroup ? (uint)start / 32 : Uniform(input.Attribute, c, total));
    }

    private uint Uniform(string attribute, int c, int total) => attribute switch
    {
        "threadgroup_position_in_grid" => Component(_group, c),
        "threads_per_threadgroup" => Component(_threads, c),
        "dispatch_threads_per_threadgroup" => Component(_fullThreads, c),
        "threads_per_grid" or "grid_size" => Component(_launch.Grid, c),
        "threadgroups_per_grid" => Component(_groups, c),
        "threads_per_simdgroup" or "thread_execution_width" => 32,
        "simdgroups_per_threadgroup" => (uint)(total + 31) / 32,
        "dispatch_simdgroups_per_threadgroup" => (uint)((_groupSize + 31) / 32),
        "quadgroups_per_threadgroup" => (uint)(total + 3) / 4,
        "dispatch_quadgroups_per_threadgroup" => (uint)((_groupSize + 3) / 4),
        _ => 0,
    };

    private void Texture(ref Warp warp, Instruction* i, uint mask)
    {
        byte* r = warp.Registers;
        int slot = ((int*)(r + (long)i->A * Lane.Bytes))[0];
        HostTexture? texture = slot >= 0 && slot < _launch.Textures.Length ? _launch.Textures[slot] : null;
        if (texture is null) throw new DispatchException($"kernel '{_program.KernelName}' reads texture({slot}), which is not bound");
        texture.Access(i, r, mask, (NumberKind)i->Kind);
    }

    public void Dispose()
    {
        for (int i = 0; i < _allocationCount; i++) NativeMemory.AlignedFree((void*)_allocations[i]);
        foreach (nint memory in _warpMemory) NativeMemory.AlignedFree((void*)memory);
        _allocationCount = 0;
        Array.Clear(_warpMemory);
    }
}
