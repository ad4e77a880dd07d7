using System;
using System.IO;
using System.Text;

namespace Lucid.Artefacts;

/// <summary>Writes the committed files that follow from the op declarations: the C header, the Python stub, the table of ops.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments.Length is 0 or > 2)
        {
            Console.Error.WriteLine("usage: Lucid.Artefacts FOLDER [CHECKOUT]: writes below FOLDER; reads the bridge's sources in CHECKOUT");
            return 2;
        }
        string folder = arguments[0];
        string checkout = arguments.Length == 2 ? arguments[1] : FindCheckout();
        Write(folder, "native/lucid.h", CHeader.Text());
        Write(folder, "python/lucid/_C.pyi", new PythonStub(checkout).Text());
        Write(folder, "docs/ops.md", OpsPage.Text());
        return 0;
    }

    private static void Write(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static string FindCheckout()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Lucid.sln"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException("no folder above this program holds Lucid.sln");
    }
}
