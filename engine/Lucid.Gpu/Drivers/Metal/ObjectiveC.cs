using System;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace Lucid.Gpu.Drivers.Metal;

/// <summary>
/// The Objective-C runtime by its C functions ("Objective-C Runtime", developer.apple.com/documentation/objectivec). A message
/// send is objc_msgSend called through a function pointer of the method's own type, so that each argument, structures
/// included, goes where the platform's calling convention puts it: by registers, by stack or by reference.
/// </summary>
internal sealed unsafe class ObjectiveC
{
    private readonly nint _send;
    private readonly delegate* unmanaged[Cdecl]<byte*, nint> _getClass;
    private readonly delegate* unmanaged[Cdecl]<byte*, nint> _registerName;
    private readonly delegate* unmanaged[Cdecl]<nint> _pushPool;
    private readonly delegate* unmanaged[Cdecl]<nint, void> _popPool;
    private readonly delegate* unmanaged[Cdecl]<nint> _createDevice;
    private readonly ConcurrentDictionary<string, object> _selectors = new();

    private ObjectiveC(nint runtime, nint metal)
    {
        _send = NativeLibrary.GetExport(runtime, "objc_msgSend");
        _getClass = (delegate* unmanaged[Cdecl]<byte*, nint>)NativeLibrary.GetExport(runtime, "objc_getClass");
        _registerName = (delegate* unmanaged[Cdecl]<byte*, nint>)NativeLibrary.GetExport(runtime, "sel_registerName");
        _pushPool = (delegate* unmanaged[Cdecl]<nint>)NativeLibrary.GetExport(runtime, "objc_autoreleasePoolPush");
        _popPool = (delegate* unmanaged[Cdecl]<nint, void>)NativeLibrary.GetExport(runtime, "objc_autoreleasePoolPop");
        _createDevice = (delegate* unmanaged[Cdecl]<nint>)NativeLibrary.GetExport(metal, "MTLCreateSystemDefaultDevice");
    }

    /// <summary>Opens the runtime and the frameworks; null where this system has none.</summary>
    /// <param name="path">A library that stands for all of them, or null for the system's.</param>
    public static ObjectiveC? TryOpen(string? path)
    {
        try
        {
            if (path is not null)
            {
                nint one = NativeLibrary.Load(path);
                return new ObjectiveC(one, one);
            }
            if (!OperatingSystem.IsMacOS()) return null;
            nint runtime = NativeLibrary.Load("/usr/lib/libobjc.A.dylib");
            NativeLibrary.Load("/System/Library/Frameworks/Foundation.framework/Foundation");
            NativeLibrary.TryLoad("/System/Library/Frameworks/MetalPerformanceShaders.framework/MetalPerformanceShaders", out _);
            return new ObjectiveC(runtime, NativeLibrary.Load("/System/Library/Frameworks/Metal.framework/Metal"));
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return null;
        }
    }

    /// <summary>The default device, owned by the caller, or 0 ("MTLCreateSystemDefaultDevice").</summary>
    public nint CreateSystemDefaultDevice() => _createDevice();

    public nint Class(string name)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(name + "\0"))
        {
            nint found = _getClass(text);
            return found != 0 ? found : throw new GpuNotAvailableException("metal", $"this system has no Objective-C class '{name}'");
        }
    }

    private nint Selector(string name) => (nint)_selectors.GetOrAdd(name, static (text, self) =>
    {
        fixed (byte* bytes = Encoding.UTF8.GetBytes(text + "\0")) return self._registerName(bytes);
    }, this);

    /// <summary>Opens an autorelease pool for the time of a using block.</summary>
    public Pool AutoreleasePool() => new(this);

    internal readonly ref struct Pool(ObjectiveC owner)
    {
        private readonly nint _pool = owner._pushPool();

        public void Dispose() => owner._popPool(_pool);
    }

    public nint Send(nint target, string selector) =>
        ((delegate* unmanaged[Cdecl]<nint, nint, nint>)_send)(target, Selector(selector));

    public nint Send(nint target, string selector, nint a) =>
        ((delegate* unmanaged[Cdecl]<nint, nint, nint, nint>)_send)(target, Selector(selector), a);

    public nint Send(nint target, string selector, nint a, nint b) =>
        ((delegate* unmanaged[Cdecl]<nint, nint, nint, nint, nint>)_send)(target, Selector(selector), a, b);

    public nint Send(nint target, string selector, nint a, nint b, nint c) =>
        ((delegate* unmanaged[Cdecl]<nint, nint, nint, nint, nint, nint>)_send)(target, Selector(selector), a, b, c);

    public nint Send(nint target, string selector, nint a, nint b, nint c, nint d) =>
        ((delegate* unmanaged[Cdecl]<nint, nint, nint, nint, nint, nint, nint>)_send)(target, Selector(selector), a, b, c, d);

    public void Send(nint target, string selector, nint a, nint b, nint c, nint d, nint e) =>
        ((delegate* unmanaged[Cdecl]<nint, nint, nint, nint, nint, nint, nint, void>)_send)(target, Selector(selector), a, b, c, d, e);

    // BOOL is one byte on x86-64 and a C bool on arm64; both read the low byte.
    public bool SendBool(nint target, string selector, nint a) =>
        ((delegate* unmanaged[Cdecl]<nint, nint, nint, byte>)_send)(target, Selector(selector), a) != 0;

    public void Send(nint target, string selector, MetalSize a, MetalSize b) =>
        ((delegate* unmanaged[Cdecl]<nint, nint, MetalSize, MetalSize, void>)_send)(target, Selector(selector), a, b);

    public void SendReplace(nint target, MetalRegion region, void* bytes, nint rowBytes, nint imageBytes) =>
        ((delegate* unmanaged[Cdecl]<nint, nint, MetalRegion, nint, nint, void*, nint, nint, void>)_send)(
            target, Selector("replaceRegion:mipmapLevel:slice:withBytes:bytesPerRow:bytesPerImage:"), region, 0, 0, bytes, rowBytes, imageBytes);

    public void SendGetBytes(nint target, void* bytes, nint rowBytes, nint imageBytes, MetalRegion region) =>
        ((delegate* unmanaged[Cdecl]<nint, nint, void*, nint, nint, MetalRegion, nint, nint, void>)_send)(
            target, Selector("getBytes:bytesPerRow:bytesPerImage:fromRegion:mipmapLevel:slice:"), bytes, rowBytes, imageBytes, region, 0, 0);

    public nint SendMultiplication(nint target, nint device, bool left, bool right, nint rows, nint columns, nint interior, double alpha, double beta) =>
        ((delegate* unmanaged[Cdecl]<nint, nint, nint, byte, byte, nint, nint, nint, double, double, nint>)_send)(
            target, Selector("initWithDevice:transposeLeft:transposeRight:resultRows:resultColumns:interiorColumns:alpha:beta:"),
            device, left ? (byte)1 : (byte)0, right ? (byte)1 : (byte)0, rows, columns, interior, alpha, beta);

    /// <summary>[[Class alloc] init], owned by the caller.</summary>
    public nint New(string name) => Send(Send(Class(name), "alloc"), "init");

    public void Release(nint target)
    {
        if (target != 0) Send(target, "release");
    }

    /// <summary>An autoreleased NSString.</summary>
    public nint Text(string value)
    {
        fixed (byte* bytes = Encoding.UTF8.GetBytes(value + "\0")) return Send(Class("NSString"), "stringWithUTF8String:", (nint)bytes);
    }

    public string Text(nint value) => value == 0 ? "" : Marshal.PtrToStringUTF8(Send(value, "UTF8String")) ?? "";

    /// <summary>An NSError's own words.</summary>
    public string Reason(nint error) => error == 0 ? "Metal gives no reason" : Text(Send(error, "localizedDescription"));
}
