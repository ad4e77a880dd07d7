using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Lucid.Architecture.Tests;

/// <summary>How a broken rule is reported: every violation on its own line.</summary>
internal static class Rules
{
    public static void AssertNone(IEnumerable<string> violations)
    {
        var found = violations.ToList();
        if (found.Count > 0) Assert.Fail(string.Join(Environment.NewLine, found.Prepend($"{found.Count} violations:")));
    }
}
