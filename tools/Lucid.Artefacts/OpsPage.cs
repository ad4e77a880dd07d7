using System.Text;
using Lucid.Ops.Dispatch;

namespace Lucid.Artefacts;

/// <summary>docs/ops.md: every op with its schema and promises.</summary>
internal static class OpsPage
{
    internal static string Text()
    {
        var text = new StringBuilder("""
            # Ops

            Every op the engine has, written by `./dev generate` from the declarations in `engine/Lucid.Ops`. *Version* rises when
            the meaning of an op or its arguments changes. *Amp* says what mixed precision does with floating-point arguments:
            `Float16` narrows them, `Float32` widens them, `Promote` widens all to the widest, `None` leaves them. *Forms*: `_` has an
            in-place form, `out` an `out=` form, `grad` a derivative. All ops are deterministic unless the table says no. Names with
            an underscore in front and ops marked *internal* are the engine's own.

            | Op | Schema | Version | Amp | Deterministic | Forms | What it computes |
            |---|---|---|---|---|---|---|

            """);
        foreach (OpEntry entry in OpTable.Entries)
        {
            text.Append($"| `{entry.FullName}`{(entry.Surface == 0 ? " (internal)" : "")} | `{Cell(entry.SchemaText)}` | {entry.Version} | {entry.Amp} | ")
                .Append($"{(entry.Deterministic ? "yes" : "no")} | {Forms(entry)} | {Cell(entry.Documentation)} |\n");
        }
        return text.ToString();
    }

    private static unsafe string Forms(OpEntry entry)
    {
        string forms = entry.InPlace != null ? "`_` " : "";
        if (entry.Into != null) forms += "`out` ";
        if (entry.Differentiable) forms += "`grad`";
        return forms.TrimEnd();
    }

    private static string Cell(string text) => text.Replace("|", "\\|");
}
