namespace Lucid.Cpu.Gemm;

/// <summary>Chooses the kernel of a tile by its size.</summary>
internal static unsafe class TileDispatch
{
    private readonly struct One : ITileCount
    {
        public static int Value => 1;
    }

    private readonly struct Two : ITileCount
    {
        public static int Value => 2;
    }

    private readonly struct Three : ITileCount
    {
        public static int Value => 3;
    }

    private readonly struct Four : ITileCount
    {
        public static int Value => 4;
    }

    private readonly struct Five : ITileCount
    {
        public static int Value => 5;
    }

    private readonly struct Six : ITileCount
    {
        public static int Value => 6;
    }

    private readonly struct Seven : ITileCount
    {
        public static int Value => 7;
    }

    private readonly struct Eight : ITileCount
    {
        public static int Value => 8;
    }

    private readonly struct Nine : ITileCount
    {
        public static int Value => 9;
    }

    private readonly struct Ten : ITileCount
    {
        public static int Value => 10;
    }

    private readonly struct Eleven : ITileCount
    {
        public static int Value => 11;
    }

    private readonly struct Twelve : ITileCount
    {
        public static int Value => 12;
    }

    /// <summary>Runs the kernel for a tile of <paramref name="rows"/> rows and one or two vectors.</summary>
    public static void Run<T>(TileTask<T>* task, int rows, bool wide)
        where T : unmanaged
    {
        if (rows == TileShape<T>.Rows && wide)
        {
            if (TileShape<T>.Rows == 12) TileKernel.Run<T, Twelve, Two>(task);
            else TileKernel.Run<T, Six, Two>(task);
        }
        else if (wide) Edge<T, Two>(task, rows);
        else Edge<T, One>(task, rows);
    }

    private static void Edge<T, TVectors>(TileTask<T>* task, int rows)
        where T : unmanaged
        where TVectors : struct, ITileCount
    {
        if (rows <= 6)
        {
            switch (rows)
            {
                case 1: TileKernel.Run<T, One, TVectors>(task); return;
                case 2: TileKernel.Run<T, Two, TVectors>(task); return;
                case 3: TileKernel.Run<T, Three, TVectors>(task); return;
                case 4: TileKernel.Run<T, Four, TVectors>(task); return;
                case 5: TileKernel.Run<T, Five, TVectors>(task); return;
                default: TileKernel.Run<T, Six, TVectors>(task); return;
            }
        }
        if (TileShape<T>.Rows != 12) return;
        switch (rows)
        {
            case 7: TileKernel.Run<T, Seven, TVectors>(task); return;
            case 8: TileKernel.Run<T, Eight, TVectors>(task); return;
            case 9: TileKernel.Run<T, Nine, TVectors>(task); return;
            case 10: TileKernel.Run<T, Ten, TVectors>(task); return;
            case 11: TileKernel.Run<T, Eleven, TVectors>(task); return;
            default: TileKernel.Run<T, Twelve, TVectors>(task); return;
        }
    }
}
