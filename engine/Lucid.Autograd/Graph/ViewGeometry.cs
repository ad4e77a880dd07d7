namespace Lucid.Graph;

/// <summary>
/// Where a view lies in its base. A real view of complex numbers, or a complex view of reals, is seen in reals: gradients of a
/// complex number are the gradients of its two parts, so that nothing but the reading changes.
/// </summary>
internal readonly struct ViewGeometry
{
    internal ViewGeometry(Tensor root, Tensor view)
    {
        bool mixed = root.DType != view.DType;
        IsBaseInPairs = mixed && root.DType.IsComplex();
        IsViewInPairs = mixed && view.DType.IsComplex();
        Base = IsBaseInPairs ? root.Layout.Pairs() : root.Layout;
        BaseOffset = IsBaseInPairs ? root.Offset * 2 : root.Offset;
        View = IsViewInPairs ? view.Layout.Pairs() : view.Layout;
        ViewOffset = IsViewInPairs ? view.Offset * 2 : view.Offset;
    }

    /// <summary>The base is complex, the view is not.</summary>
    internal bool IsBaseInPairs { get; }

    /// <summary>The view is complex, the base is not.</summary>
    internal bool IsViewInPairs { get; }

    internal Layout Base { get; }

    internal long BaseOffset { get; }

    internal Layout View { get; }

    internal long ViewOffset { get; }

    /// <summary>A gradient of the base as the geometry sees it.</summary>
    internal Tensor FromBase(Tensor gradient) => Real(gradient, IsBaseInPairs);

    /// <summary>What the geometry sees as a gradient of the base.</summary>
    internal Tensor ToBase(Tensor gradient) => Complex(gradient, IsBaseInPairs);

    /// <summary>A gradient of the view as the geometry sees it.</summary>
    internal Tensor FromView(Tensor gradient) => Real(gradient, IsViewInPairs);

    /// <summary>What the geometry sees as a gradient of the view.</summary>
    internal Tensor ToView(Tensor gradient) => Complex(gradient, IsViewInPairs);

    private static Tensor Real(Tensor tensor, bool pairs) => pairs ? GraphOperations.Current.ViewAsReal(tensor) : tensor;

    private static Tensor Complex(Tensor tensor, bool pairs) => pairs ? GraphOperations.Current.ViewAsComplex(tensor) : tensor;
}
