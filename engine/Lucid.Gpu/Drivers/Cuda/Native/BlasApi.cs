using System;
using System.Runtime.InteropServices;

namespace Lucid.Gpu.Drivers.Cuda.Native;

/// <summary>The functions of cublasLt that matrix products need. Names, numbers and layouts are those of cublasLt.h.</summary>
internal sealed unsafe class BlasApi
{
    // cudaDataType_t
    public const int Float32 = 0, Float16 = 2, BFloat16 = 14;

    // cublasComputeType_t
    public const int ComputeFloat32 = 68, ComputeFloat32FastTensor = 77;

    // cublasLtMatmulDescAttributes_t
    public const int TransposeA = 3, TransposeB = 4, Epilogue = 7, BiasPointer = 8;

    // cublasLtMatrixLayoutAttribute_t
    public const int BatchCount = 5, BatchStride = 6;

    // cublasLtMatmulPreferenceAttributes_t
    public const int MaxWorkspace = 1;

    /// <summary>Bytes of cublasLtMatmulHeuristicResult_t: the algorithm (64), its workspace size, a state, a wave count, reserved.</summary>
    public const int HeuristicBytes = 64 + 8 + 4 + 4 + 16;

    public readonly delegate* unmanaged<nint*, int> Create;
    public readonly delegate* unmanaged<nint, int> Destroy, OperationDestroy, LayoutDestroy, PreferenceDestroy;
    public readonly delegate* unmanaged<nint*, int, int, int> OperationCreate;
    public readonly delegate* unmanaged<nint, int, void*, nuint, int> OperationSet, LayoutSet, PreferenceSet;
    public readonly delegate* unmanaged<nint*, int, ulong, ulong, long, int> LayoutCreate;
    public readonly delegate* unmanaged<nint*, int> PreferenceCreate;
    public readonly delegate* unmanaged<nint, nint, nint, nint, nint, nint, nint, int, void*, int*, int> Heuristic;
    public readonly delegate* unmanaged<nint, nint, void*, ulong, nint, ulong, nint, void*, ulong, nint, ulong, nint, void*, ulong, nuint, nint, int> Multiply;

    private BlasApi(nint library)
    {
        nint Find(string name) => NativeLibrary.GetExport(library, name);
        Create = (delegate* unmanaged<nint*, int>)Find("cublasLtCreate");
        Destroy = (delegate* unmanaged<nint, int>)Find("cublasLtDestroy");
        OperationCreate = (delegate* unmanaged<nint*, int, int, int>)Find("cublasLtMatmulDescCreate");
        OperationDestroy = (delegate* unmanaged<nint, int>)Find("cublasLtMatmulDescDestroy");
        OperationSet = (delegate* unmanaged<nint, int, void*, nuint, int>)Find("cublasLtMatmulDescSetAttribute");
        LayoutCreate = (delegate* unmanaged<nint*, int, ulong, ulong, long, int>)Find("cublasLtMatrixLayoutCreate");
        LayoutDestroy = (delegate* unmanaged<nint, int>)Find("cublasLtMatrixLayoutDestroy");
        LayoutSet = (delegate* unmanaged<nint, int, void*, nuint, int>)Find("cublasLtMatrixLayoutSetAttribute");
        PreferenceCreate = (delegate* unmanaged<nint*, int>)Find("cublasLtMatmulPreferenceCreate");
        PreferenceDestroy = (delegate* unmanaged<nint, int>)Find("cublasLtMatmulPreferenceDestroy");
        PreferenceSet = (delegate* unmanaged<nint, int, void*, nuint, int>)Find("cublasLtMatmulPreferenceSetAttribute");
        Heuristic = (delegate* unmanaged<nint, nint, nint, nint, nint, nint, nint, int, void*, int*, int>)Find("cublasLtMatmulAlgoGetHeuristic");
        Multiply = (delegate* unmanaged<nint, nint, void*, ulong, nint, ulong, nint, void*, ulong, nint, ulong, nint, void*, ulong, nuint, nint, int>)Find("cublasLtMatmul");
    }

    /// <summary>Loads cublasLt; throws with what to install where there is none.</summary>
    public static BlasApi Load(string? path)
    {
        nint library = 0;
        path ??= LibrarySearch.File(LibrarySearch.Blas);
        if (path is not null) NativeLibrary.TryLoad(path, out library);
        else
            foreach (string name in LibrarySearch.Blas)
                if (NativeLibrary.TryLoad(name, out library)) break;
        if (library == 0)
            throw new GpuNotAvailableException("metal", $"metal: cublasLt ({path ?? LibrarySearch.Blas[0]}) cannot be loaded. Install the CUDA toolkit or the Python package "
                + "nvidia-cublas, or put its folder on LD_LIBRARY_PATH.");
        try
        {
            return new BlasApi(library);
        }
        catch (EntryPointNotFoundException error)
        {
            throw new GpuNotAvailableException("metal", $"metal: cublasLt is too old: {error.Message}");
        }
    }
}
