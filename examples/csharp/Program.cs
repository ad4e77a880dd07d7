using System;
using System.IO;
using Lucid;
using Lucid.Random;
using static Lucid.TensorFunctions;

namespace Digits;

/// <summary>Trains a small network to read handwritten digits: dotnet run --project examples/csharp -c Release</summary>
internal static class Program
{
    private const int TestImages = 360, BatchSize = 64, Epochs = 15;

    private static int Main()
    {
        Generator.Default.SetSeed(0);
        using Tensor x = Tensor.From([3.0, 4.0], requiresGrad: true);
        using (TensorScope.Open()) (x * x).Sum().Backward();
        Console.WriteLine($"d(x*x)/dx at (3, 4) is ({string.Join(", ", x.Grad!.ToArray<double>())})");

        (Tensor images, Tensor labels) = DigitFile.Read(Path.Combine(AppContext.BaseDirectory, "digits.csv.gz"));
        using Tensor allImages = images, allLabels = labels;
        using TensorScope data = TensorScope.Open();
        Tensor order = Randperm(labels.Count);
        (images, labels) = (images[order], labels[order]);
        (Tensor testImages, Tensor testLabels) = (images[..TestImages], labels[..TestImages]);
        (Tensor trainImages, Tensor trainLabels) = (images[TestImages..], labels[TestImages..]);

        using var network = new Network();
        double accuracy = 0;
        for (int epoch = 1; epoch <= Epochs; epoch++)
        {
            using TensorScope pass = TensorScope.Open();
            Tensor shuffled = Randperm(trainLabels.Count);
            double loss = 0;
            int batches = 0;
            for (int start = 0; start < trainLabels.Count; start += BatchSize, batches++)
            {
                using TensorScope step = TensorScope.Open();
                Tensor batch = shuffled[start..Math.Min(start + BatchSize, (int)trainLabels.Count)];
                loss += network.Learn(trainImages[batch], trainLabels[batch], rate: 0.05);
            }
            accuracy = network.Accuracy(testImages, testLabels);
            Console.WriteLine($"epoch {epoch,2}  loss {loss / batches:0.0000}  accuracy {accuracy:P1}");
        }
        // An example that does not learn is an error, also for whatever runs it.
        return accuracy > 0.9 ? 0 : 1;
    }
}
