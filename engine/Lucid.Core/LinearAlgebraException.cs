namespace Lucid;

/// <summary>A matrix has no factorisation, inverse or solution of the kind asked for, or an iteration did not converge.</summary>
public sealed class LinearAlgebraException : LucidException
{
    /// <summary>Makes the error with a whole message.</summary>
    public LinearAlgebraException(string op, string message) : base(op, message) => Argument = "A";
}
