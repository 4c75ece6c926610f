using System.Numerics;

namespace ResearchHub.Search.Meaning;

/// <summary>Operations on rows of numbers, with the machine's vectors.</summary>
internal static class DenseMath
{
    /// <summary>target += factor × row.</summary>
    public static void AddScaled(float factor, ReadOnlySpan<float> row, Span<float> target)
    {
        var width = Vector<float>.Count;
        var scale = new Vector<float>(factor);
        var at = 0;
        for (; at + width <= row.Length; at += width)
        {
            (new Vector<float>(target[at..]) + (scale * new Vector<float>(row[at..]))).CopyTo(target[at..]);
        }
        for (; at < row.Length; at++)
        {
            target[at] += factor * row[at];
        }
    }

    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var width = Vector<float>.Count;
        var sums = Vector<float>.Zero;
        var at = 0;
        for (; at + width <= left.Length; at += width)
        {
            sums += new Vector<float>(left[at..]) * new Vector<float>(right[at..]);
        }
        var sum = Vector.Sum(sums);
        for (; at < left.Length; at++)
        {
            sum += left[at] * right[at];
        }
        return sum;
    }

    /// <summary>Brings a row to length 1; false when it is zero.</summary>
    public static bool Normalize(Span<float> row)
    {
        var length = MathF.Sqrt(Dot(row, row));
        if (length < 1e-12f)
        {
            return false;
        }
        for (var i = 0; i < row.Length; i++)
        {
            row[i] /= length;
        }
        return true;
    }

    /// <summary>Makes the columns of a tall matrix orthonormal: Cholesky factor of its Gram matrix, applied twice for accuracy.</summary>
    public static void Orthonormalize(float[] matrix, int columns)
    {
        Pass(matrix, columns);
        Pass(matrix, columns);
    }

    private static void Pass(float[] matrix, int columns)
    {
        var rows = matrix.Length / columns;
        var gram = Gram(matrix, rows, columns);
        var inverse = InverseOfFactor(gram, columns);
        var row = new float[columns];
        for (var at = 0; at < rows; at++)
        {
            var original = matrix.AsSpan(at * columns, columns);
            row.AsSpan().Clear();
            for (var i = 0; i < columns; i++)
            {
                AddScaled(original[i], inverse.AsSpan((i * columns) + i, columns - i), row.AsSpan(i));
            }
            row.CopyTo(original);
        }
    }

    /// <summary>Upper triangle of the matrix of all products of columns; summed in doubles by blocks.</summary>
    private static double[] Gram(float[] matrix, int rows, int columns)
    {
        const int block = 256;
        var gram = new double[columns * columns];
        var part = new float[columns * columns];
        for (var at = 0; at < rows; at++)
        {
            var row = matrix.AsSpan(at * columns, columns);
            for (var i = 0; i < columns; i++)
            {
                AddScaled(row[i], row[i..], part.AsSpan((i * columns) + i, columns - i));
            }
            if ((at + 1) % block == 0 || at + 1 == rows)
            {
                for (var i = 0; i < part.Length; i++)
                {
                    gram[i] += part[i];
                }
                Array.Clear(part);
            }
        }
        return gram;
    }

    /// <summary>For gram = RᵀR with R upper triangular: R⁻¹, by rows.</summary>
    private static float[] InverseOfFactor(double[] gram, int size)
    {
        var factor = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = i; j < size; j++)
            {
                var sum = gram[(i * size) + j];
                for (var k = 0; k < i; k++)
                {
                    sum -= factor[(k * size) + i] * factor[(k * size) + j];
                }
                factor[(i * size) + j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / factor[(i * size) + i];
            }
        }
        var inverse = new double[size * size];
        for (var column = 0; column < size; column++)
        {
            for (var i = column; i >= 0; i--)
            {
                var sum = i == column ? 1.0 : 0.0;
                for (var k = i + 1; k <= column; k++)
                {
                    sum -= factor[(i * size) + k] * inverse[(k * size) + column];
                }
                inverse[(i * size) + column] = sum / factor[(i * size) + i];
            }
        }
        return Array.ConvertAll(inverse, value => (float)value);
    }
}
