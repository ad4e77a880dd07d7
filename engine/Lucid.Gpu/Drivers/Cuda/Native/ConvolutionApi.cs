using System;
using System.Runtime.InteropServices;

namespace Lucid.Gpu.Drivers.Cuda.Native;

/// <summary>The functions of cuDNN that convolutions need. Names, numbers and layouts are those of cudnn_cnn.h and cudnn_ops.h, version 8 and 9.</summary>
internal sealed unsafe class ConvolutionApi
{
    // cudnnDataType_t
    public const int Float32 = 0, Float16 = 2, BFloat16 = 9;

    // cudnnTensorFormat_t, cudnnConvolutionMode_t, cudnnMathType_t
    public const int ChannelsFirst = 0, CrossCorrelation = 1, TensorMath = 1, FusedMultiplyAddMath = 3;

    /// <summary>cudnnConvolutionFwdAlgoPerf_t and its two relatives, which have the same layout.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Performance
    {
        public int Algorithm, Status;
        public float Time;
        public nuint Memory;
        public int Determinism, Math;
        public fixed int Reserved[3];
    }

    /// <summary>One direction: choose an algorithm, ask for its workspace, run. Descriptors in the order of the call.</summary>
    public readonly struct Direction
    {
        public readonly delegate* unmanaged<nint, nint, nint, nint, nint, int, int*, Performance*, int> Choose;
        public readonly delegate* unmanaged<nint, nint, nint, nint, nint, int, nuint*, int> Workspace;
        public readonly delegate* unmanaged<nint, void*, nint, ulong, nint, ulong, nint, int, ulong, nuint, void*, nint, ulong, int> Run;

        internal Direction(nint library, string name)
        {
            Choose = (delegate* unmanaged<nint, nint, nint, nint, nint, int, int*, Performance*, int>)NativeLibrary.GetExport(library, $"cudnnGetConvolution{name}Algorithm_v7");
            Workspace = (delegate* unmanaged<nint, nint, nint, nint, nint, int, nuint*, int>)NativeLibrary.GetExport(library, $"cudnnGetConvolution{name}WorkspaceSize");
            Run = (delegate* unmanaged<nint, void*, nint, ulong, nint, ulong, nint, int, ulong, nuint, void*, nint, ulong, int>)
                NativeLibrary.GetExport(library, $"cudnnConvolution{name}");
        }
    }

    public readonly delegate* unmanaged<nint*, int> Create, TensorCreate, FilterCreate, ConvolutionCreate;
    public readonly delegate* unmanaged<nint, int> Destroy, TensorDestroy, FilterDestroy, ConvolutionDestroy;
    public readonly delegate* unmanaged<nint, nint, int> SetStream;
    public readonly delegate* unmanaged<nint, int, int, int*, int*, int> TensorSet;
    public readonly delegate* unmanaged<nint, int, int, int, int*, int> FilterSet;
    public readonly delegate* unmanaged<nint, int, int*, int*, int*, int, int, int> ConvolutionSet;
    public readonly delegate* unmanaged<nint, int, int> SetGroups, SetMath;
    public readonly Direction Forward, InputGradient, WeightGradient;
    private readonly delegate* unmanaged<int, byte*> _text;

    private ConvolutionApi(nint library)
    {
        nint Find(string name) => NativeLibrary.GetExport(library, name);
        Create = (delegate* unmanaged<nint*, int>)Find("cudnnCreate");
        Destroy = (delegate* unmanaged<nint, int>)Find("cudnnDestroy");
        SetStream = (delegate* unmanaged<nint, nint, int>)Find("cudnnSetStream");
        TensorCreate = (delegate* unmanaged<nint*, int>)Find("cudnnCreateTensorDescriptor");
        TensorDestroy = (delegate* unmanaged<nint, int>)Find("cudnnDestroyTensorDescriptor");
        TensorSet = (delegate* unmanaged<nint, int, int, int*, int*, int>)Find("cudnnSetTensorNdDescriptor");
        FilterCreate = (delegate* unmanaged<nint*, int>)Find("cudnnCreateFilterDescriptor");
        FilterDestroy = (delegate* unmanaged<nint, int>)Find("cudnnDestroyFilterDescriptor");
        FilterSet = (delegate* unmanaged<nint, int, int, int, int*, int>)Find("cudnnSetFilterNdDescriptor");
        ConvolutionCreate = (delegate* unmanaged<nint*, int>)Find("cudnnCreateConvolutionDescriptor");
        ConvolutionDestroy = (delegate* unmanaged<nint, int>)Find("cudnnDestroyConvolutionDescriptor");
        ConvolutionSet = (delegate* unmanaged<nint, int, int*, int*, int*, int, int, int>)Find("cudnnSetConvolutionNdDescriptor");
        SetGroups = (delegate* unmanaged<nint, int, int>)Find("cudnnSetConvolutionGroupCount");
        SetMath = (delegate* unmanaged<nint, int, int>)Find("cudnnSetConvolutionMathType");
        _text = (delegate* unmanaged<int, byte*>)Find("cudnnGetErrorString");
        Forward = new(library, "Forward");
        InputGradient = new(library, "BackwardData");
        WeightGradient = new(library, "BackwardFilter");
    }

    /// <summary>cuDNN's name of a status.</summary>
    public string Text(int status) => Marshal.PtrToStringUTF8((nint)_text(status)) ?? "CUDNN_STATUS";

    /// <summary>Loads cuDNN; throws with what to install where there is none.</summary>
    public static ConvolutionApi Load(string? path)
    {
        nint library = 0;
        path ??= LibrarySearch.File(LibrarySearch.Convolution);
        if (path is not null) NativeLibrary.TryLoad(path, out library);
        else
            foreach (string name in LibrarySearch.Convolution)
                if (NativeLibrary.TryLoad(name, out library)) break;
        if (library == 0)
            throw new GpuNotAvailableException("metal", $"metal: cuDNN ({path ?? LibrarySearch.Convolution[0]}) cannot be loaded. Install cuDNN or the Python package "
                + "nvidia-cudnn, or put its folder on LD_LIBRARY_PATH.");
        try
        {
            return new ConvolutionApi(library);
        }
        catch (EntryPointNotFoundException error)
        {
            throw new GpuNotAvailableException("metal", $"metal: cuDNN does not fit: {error.Message}");
        }
    }
}
