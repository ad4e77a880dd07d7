using System;
using System.Collections.Generic;
using System.Globalization;
using Lucid.Gpu.Msl;

namespace Lucid.Gpu.Drivers.Metal;

/// <summary>An MTLLibrary made from source by Metal's own compiler.</summary>
internal sealed unsafe class MetalProgram : IProgram
{
    private readonly MetalDevice _device;
    private readonly List<string> _names = [];
    private nint _library;

    public MetalProgram(MetalDevice device, KernelSource source)
    {
        _device = device;
        ObjectiveC objc = device.Runtime;
        using ObjectiveC.Pool pool = objc.AutoreleasePool();
        nint options = objc.New("MTLCompileOptions");
        objc.Send(options, "setLanguageVersion:", MetalValues.Language31);
        if (source.Defines is { Count: > 0 } defines)
        {
            // An autoreleased dictionary of names and bodies.
            nint macros = objc.Send(objc.Class("NSMutableDictionary"), "dictionary");
            foreach (KeyValuePair<string, string> define in defines) objc.Send(macros, "setObject:forKey:", objc.Text(define.Value), objc.Text(define.Key));
            objc.Send(options, "setPreprocessorMacros:", macros);
        }
        nint error = 0;
        _library = objc.Send(device.Handle, "newLibraryWithSource:options:error:", objc.Text(source.Text), options, (nint)(&error));
        objc.Release(options);
        // Warnings come as an error beside a library.
        if (_library == 0) throw new KernelCompileException("kernel source does not compile:\n" + objc.Reason(error));
        nint names = objc.Send(_library, "functionNames");
        nint count = objc.Send(names, "count");
        for (nint i = 0; i < count; i++) _names.Add(objc.Text(objc.Send(names, "objectAtIndex:", i)));
        device.Count(0, 1, 0);
    }

    public IReadOnlyCollection<string> KernelNames => _names;

    public IKernel Kernel(string name, IReadOnlyDictionary<int, object>? functionConstants = null)
    {
        if (_library == 0) throw new DispatchException("the program has been disposed of");
        if (!_names.Contains(name)) throw new DispatchException($"there is no kernel '{name}'; the source has: {string.Join(", ", _names)}");
        ObjectiveC objc = _device.Runtime;
        using ObjectiveC.Pool pool = objc.AutoreleasePool();
        nint function = Function(name, functionConstants);
        nint error = 0;
        nint pipeline = objc.Send(_device.Handle, "newComputePipelineStateWithFunction:error:", function, (nint)(&error));
        objc.Release(function);
        if (pipeline == 0) throw new KernelCompileException($"Metal makes no pipeline of kernel '{name}': {objc.Reason(error)}");
        return new MetalKernel(_device, name, pipeline);
    }

    private nint Function(string name, IReadOnlyDictionary<int, object>? constants)
    {
        ObjectiveC objc = _device.Runtime;
        nint plain = objc.Send(_library, "newFunctionWithName:", objc.Text(name));
        if (plain == 0) throw new DispatchException($"Metal finds no function '{name}' in its library");
        nint wanted = objc.Send(objc.Send(plain, "functionConstantsDictionary"), "allValues");
        nint count = objc.Send(wanted, "count");
        if (count == 0) return plain;
        nint values = objc.New("MTLFunctionConstantValues");
        try
        {
            for (nint i = 0; i < count; i++)
            {
                nint constant = objc.Send(wanted, "objectAtIndex:", i);
                int index = (int)objc.Send(constant, "index");
                if (constants is null || !constants.TryGetValue(index, out object? value)) continue;
                var type = (MetalDataType)objc.Send(constant, "type");
                ulong bits = Bits(value, type);
                objc.Send(values, "setConstantValue:type:atIndex:", (nint)(&bits), (nint)type, index);
            }
            nint error = 0;
            nint made = objc.Send(_library, "newFunctionWithName:constantValues:error:", objc.Text(name), values, (nint)(&error));
            return made != 0 ? made : throw new KernelCompileException($"Metal does not specialise kernel '{name}': {objc.Reason(error)}");
        }
        finally
        {
            objc.Release(values);
            objc.Release(plain);
        }
    }

    /// <summary>The little-endian bytes of a value as the kernel declared its constant.</summary>
    private static ulong Bits(object value, MetalDataType type)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        try
        {
            return type switch
            {
                MetalDataType.Bool => Convert.ToBoolean(value, culture) ? 1UL : 0UL,
                MetalDataType.Float => BitConverter.SingleToUInt32Bits(Convert.ToSingle(value, culture)),
                MetalDataType.Half => BitConverter.HalfToUInt16Bits((Half)Convert.ToSingle(value, culture)),
                MetalDataType.Int or MetalDataType.Short or MetalDataType.Char or MetalDataType.Long => (ulong)Convert.ToInt64(value, culture),
                MetalDataType.UInt or MetalDataType.UShort or MetalDataType.UChar or MetalDataType.ULong => Convert.ToUInt64(value, culture),
                _ => throw new DispatchException($"function constants of MTLDataType {(int)type} are not supported: use scalars"),
            };
        }
        catch (Exception error) when (error is InvalidCastException or OverflowException or FormatException)
        {
            throw new DispatchException($"a function constant of type {type} cannot be {value}");
        }
    }

    public void Dispose()
    {
        if (_library == 0) return;
        _device.Runtime.Release(_library);
        _library = 0;
        _device.Count(0, -1, 0);
    }
}

/// <summary>An MTLComputePipelineState.</summary>
internal sealed class MetalKernel : IKernel
{
    private nint _pipeline;

    public MetalKernel(MetalDevice device, string name, nint pipeline)
    {
        Device = device;
        Name = name;
        _pipeline = pipeline;
        MaxThreadsPerThreadgroup = (int)device.Runtime.Send(pipeline, "maxTotalThreadsPerThreadgroup");
        ThreadExecutionWidth = (int)device.Runtime.Send(pipeline, "threadExecutionWidth");
        device.Count(0, 0, 1);
    }

    public MetalDevice Device { get; }

    public string Name { get; }

    public nint Pipeline => _pipeline != 0 ? _pipeline : throw new DispatchException($"kernel '{Name}' has been disposed of");

    public int MaxThreadsPerThreadgroup { get; }

    public int ThreadExecutionWidth { get; }

    public void Dispose()
    {
        if (_pipeline == 0) return;
        Device.Runtime.Release(_pipeline);
        _pipeline = 0;
        Device.Count(0, 0, -1);
    }
}
