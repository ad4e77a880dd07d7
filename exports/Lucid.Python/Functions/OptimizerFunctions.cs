using System;
using Lucid.Cpu.Optimizers;
using Lucid.Ops.Optimizers;
using Lucid.Python.Arguments;
using Lucid.Python.Interop;
using Lucid.Python.Objects;
using System.Runtime.InteropServices;

namespace Lucid.Python.Functions;

/// <summary>Module functions that update whole parameter lists. They return False when the lists need the general way.</summary>
internal static unsafe class OptimizerFunctions
{
    internal static readonly (string, nint, int, string)[] Rows =
    [
        ("_adam_step", (nint)(delegate* unmanaged<PyObject*, PyObject**, nint, PyObject*, PyObject*>)&AdamStep, Flag.FastCall | Flag.Keywords,
            "_adam_step(params, grads, exp_avgs, exp_avg_sqs, max_exp_avg_sqs, steps, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize, decoupled)"),
        ("_sgd_step", (nint)(delegate* unmanaged<PyObject*, PyObject**, nint, PyObject*, PyObject*>)&SgdStep, Flag.FastCall | Flag.Keywords,
            "_sgd_step(params, grads, momentum_buffers, lr, momentum, dampening, weight_decay, nesterov, maximize); buffers may be empty but not None"),
    ];

    [UnmanagedCallersOnly]
    private static PyObject* AdamStep(PyObject* module, PyObject** arguments, nint count, PyObject* keywords)
    {
        try
        {
            if (count != 14 || keywords != null) return Errors.Type($"_adam_step() takes 14 positional arguments but {count} were given");
            Tensor[] parameters = KeywordArguments.Tensors("adam_step", "params", arguments[0]);
            Tensor[] gradients = KeywordArguments.Tensors("adam_step", "grads", arguments[1]);
            Tensor[] first = KeywordArguments.Tensors("adam_step", "exp_avgs", arguments[2]);
            Tensor[] second = KeywordArguments.Tensors("adam_step", "exp_avg_sqs", arguments[3]);
            Tensor[] largest = KeywordArguments.Tensors("adam_step", "max_exp_avg_sqs", arguments[4]);
            double[] steps = Reals(arguments[5], parameters.Length);
            if (gradients.Length != parameters.Length || first.Length != parameters.Length || second.Length != parameters.Length)
                throw new ShapeMismatchException("adam_step", "adam_step: params, grads, exp_avgs and exp_avg_sqs must be equally long lists");
            if (!OptimizerStep.Fits(parameters, gradients, first, second, largest)) return Py.Bool(false);
            var settings = new AdamParameters(Real(arguments[6]), Real(arguments[7]), Real(arguments[8]), Real(arguments[9]), Real(arguments[10]),
                Truth(arguments[13]), Truth(arguments[12]));
            using (PythonLock.Released()) OptimizerStep.Adam(parameters, gradients, first, second, Truth(arguments[11]) ? largest : [], steps, settings);
            return Py.Bool(true);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* SgdStep(PyObject* module, PyObject** arguments, nint count, PyObject* keywords)
    {
        try
        {
            if (count != 9 || keywords != null) return Errors.Type($"_sgd_step() takes 9 positional arguments but {count} were given");
            Tensor[] parameters = KeywordArguments.Tensors("sgd_step", "params", arguments[0]);
            Tensor[] gradients = KeywordArguments.Tensors("sgd_step", "grads", arguments[1]);
            Tensor[] momenta = KeywordArguments.Tensors("sgd_step", "momentum_buffers", arguments[2]);
            if (gradients.Length != parameters.Length) throw new ShapeMismatchException("sgd_step", "sgd_step: params and grads must be equally long lists");
            if (!OptimizerStep.Fits(parameters, gradients, momenta)) return Py.Bool(false);
            double momentum = Real(arguments[4]);
            if (momentum != 0 && momenta.Length != parameters.Length) return Py.Bool(false);
            var settings = new SgdParameters(Real(arguments[3]), momentum, Real(arguments[5]), Real(arguments[6]), Truth(arguments[7]), Truth(arguments[8]));
            using (PythonLock.Released()) OptimizerStep.Sgd(parameters, gradients, momenta, new bool[parameters.Length], settings);
            return Py.Bool(true);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    private static double Real(PyObject* o) => Numbers.TryRead(o, out Scalar value) && value.Kind != ScalarKind.Complex
        ? value.ToDouble() : throw new ArgumentValueException("optimizer", $"optimizer: hyperparameters must be numbers, not {Py.TypeName(o)}");

    private static bool Truth(PyObject* o)
    {
        int truth = Py.PyObject_IsTrue(o);
        return truth >= 0 ? truth == 1 : throw new PythonErrorException();
    }

    private static double[] Reals(PyObject* list, int length)
    {
        PyObject* tuple = Py.PySequence_Tuple(list);
        if (tuple == null) throw new PythonErrorException();
        try
        {
            if (Py.PyTuple_Size(tuple) != length) throw new ShapeMismatchException("adam_step", $"adam_step: steps must hold {length} numbers");
            var values = new double[length];
            for (int i = 0; i < length; i++) values[i] = Real(Py.PyTuple_GetItem(tuple, i));
            return values;
        }
        finally
        {
            Py.Py_DecRef(tuple);
        }
    }
}
