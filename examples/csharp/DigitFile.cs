using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using Lucid;

namespace Digits;

/// <summary>Images of handwritten digits: 64 pixels from 0 to 16 and the digit on each line.</summary>
internal static class DigitFile
{
    /// <summary>Pixels (N, 64) between 0 and 1, and digits (N,).</summary>
    internal static (Tensor Images, Tensor Labels) Read(string path)
    {
        var pixels = new List<float>();
        var digits = new List<long>();
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            foreach (string field in fields[..^1]) pixels.Add(int.Parse(field) / 16f);
            digits.Add(long.Parse(fields[^1]));
        }
        return (Tensor.From<float>(pixels.ToArray(), [digits.Count, 64]), Tensor.From<long>(digits.ToArray()));
    }
}
