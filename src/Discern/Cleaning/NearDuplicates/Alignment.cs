using Discern.Imaging.Hashing;

namespace Discern.Cleaning.NearDuplicates;

/// <summary>Lays one picture over another and says how alike they are where both are seen.</summary>
/// <remarks>
/// Shift and scale of either axis, gain and offset of the brightness are found together by Gauss–Newton steps (Lucas and Kanade,
/// "An iterative image registration technique", 1981; with brightness as a linear unknown as in Baker and Matthews, "Lucas–Kanade 20
/// years on", 2004). A crop is a shift and a scale; a recoloured copy is a gain and an offset.
/// </remarks>
internal sealed class Alignment
{
    /// <summary>Cells a side of the grids that are compared.</summary>
    public const int Side = 32;

    private const int Unknowns = 6;
    private const int Steps = 12;
    private const int MostFailures = 2;
    private const float LeastGain = 1e-4f;
    private const int BlurRadius = 2;
    private const float HopelessWhenBlurred = 0.75f;
    private const float HopelessWhenSharp = 0.85f;
    private const float Sharpening = 0.7f;
    private const float LeastVariance = 0.1f;
    private const float MostScale = 0.16f;
    private const float MostShift = 4.5f;
    private const float LeastSeen = 0.6f;
    private const float Centre = (Side - 1) / 2f;

    private readonly float[] blurredStill = new float[Side * Side];
    private readonly float[] blurredMoved = new float[Side * Side];
    private readonly float[] between = new float[Side * Side];
    private readonly float[] warped = new float[Side * Side];
    private readonly float[] across = new float[Side * Side];
    private readonly float[] down = new float[Side * Side];
    private readonly bool[] isSeen = new bool[Side * Side];
    private readonly double[] normal = new double[Unknowns * (Unknowns + 1)];

    /// <summary>The normalised correlation of two grids, sharpened, at the position where they are most alike, −1 to 1.</summary>
    /// <param name="still">Side × Side values.</param>
    /// <param name="moved">Side × Side values, laid over the first.</param>
    /// <remarks>
    /// Blurred grids come first: their slopes reach further, and what does not come near then is not looked at again. Sharpened ones come last: two faces
    /// before black differ in little but what is fine.
    /// </remarks>
    public float Correlate(ReadOnlySpan<float> still, ReadOnlySpan<float> moved)
    {
        Blur(still, blurredStill);
        Blur(moved, blurredMoved);
        Position position = default;
        float coarse = Climb(blurredStill, blurredMoved, ref position);
        if (coarse < HopelessWhenBlurred || Climb(still, moved, ref position) < HopelessWhenSharp)
        {
            return -1;
        }

        Sharpen(still, blurredStill);
        Sharpen(moved, blurredMoved);
        Warp(blurredMoved, position);
        return Correlation(blurredStill);
    }

    /// <summary>Takes most of the blurred grid from the sharp one, in place.</summary>
    private static void Sharpen(ReadOnlySpan<float> grid, Span<float> blurred)
    {
        for (int index = 0; index < blurred.Length; index++)
        {
            blurred[index] = grid[index] - (Sharpening * blurred[index]);
        }
    }

    /// <summary>Steps from a position for as long as that helps, and leaves it at the best one.</summary>
    private float Climb(ReadOnlySpan<float> still, ReadOnlySpan<float> moved, ref Position position)
    {
        float best = -1;
        int failures = 0;
        Position current = position;
        for (int step = 0; step < Steps && failures < MostFailures; step++)
        {
            Warp(moved, current);
            float correlation = Correlation(still);
            if (correlation > best + LeastGain)
            {
                (best, position, failures) = (correlation, current, 0);
            }
            else
            {
                failures++;
            }

            if (Improve(still, current) is not { } next || !next.IsNear)
            {
                break;
            }

            current = next;
        }

        return best;
    }

    /// <summary>The mean of 5 × 5 cells, those outside the grid left out.</summary>
    private void Blur(ReadOnlySpan<float> grid, Span<float> blurred)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            // Each pass blurs along rows and transposes, so that the second one blurs along columns and turns the grid back.
            ReadOnlySpan<float> source = pass == 0 ? grid : between;
            Span<float> target = pass == 0 ? between : blurred;
            for (int y = 0; y < Side; y++)
            {
                for (int x = 0; x < Side; x++)
                {
                    int from = Math.Max(0, x - BlurRadius);
                    int to = Math.Min(Side - 1, x + BlurRadius);
                    float sum = 0;
                    for (int at = from; at <= to; at++)
                    {
                        sum += source[(y * Side) + at];
                    }

                    target[(x * Side) + y] = sum / (to - from + 1);
                }
            }
        }
    }

    /// <summary>Turns and mirrors a grid.</summary>
    public static void Turn(ReadOnlySpan<float> grid, Orientation orientation, Span<float> turned)
    {
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                int column = orientation.IsFlippedHorizontally ? Side - 1 - x : x;
                int row = orientation.IsFlippedVertically ? Side - 1 - y : y;
                turned[(y * Side) + x] = orientation.IsTransposed ? grid[(column * Side) + row] : grid[(row * Side) + column];
            }
        }
    }

    /// <summary>Samples the moved grid and its slopes bilinearly at a position; cells that fall outside it are not seen.</summary>
    private void Warp(ReadOnlySpan<float> moved, Position position)
    {
        for (int y = 0; y < Side; y++)
        {
            float v = Centre + ((1 + position.ScaleY) * (y - Centre)) + position.ShiftY;
            for (int x = 0; x < Side; x++)
            {
                float u = Centre + ((1 + position.ScaleX) * (x - Centre)) + position.ShiftX;
                int index = (y * Side) + x;
                bool isInside = u >= 0 && v >= 0 && u <= Side - 1 && v <= Side - 1;
                isSeen[index] = isInside;
                if (!isInside)
                {
                    continue;
                }

                int left = Math.Min((int)u, Side - 2);
                int top = Math.Min((int)v, Side - 2);
                float right = u - left;
                float below = v - top;
                int corner = (top * Side) + left;
                float a = moved[corner], b = moved[corner + 1], c = moved[corner + Side], d = moved[corner + Side + 1];
                warped[index] = ((1 - below) * (a + (right * (b - a)))) + (below * (c + (right * (d - c))));
                across[index] = ((1 - below) * (b - a)) + (below * (d - c));
                down[index] = ((1 - right) * (c - a)) + (right * (d - b));
            }
        }
    }

    private float Correlation(ReadOnlySpan<float> still)
    {
        int count = 0;
        double sumA = 0, sumB = 0, sumAa = 0, sumBb = 0, sumAb = 0;
        for (int index = 0; index < warped.Length; index++)
        {
            if (isSeen[index])
            {
                double a = still[index], b = warped[index];
                count++;
                sumA += a;
                sumB += b;
                sumAa += a * a;
                sumBb += b * b;
                sumAb += a * b;
            }
        }

        if (count < LeastSeen * Side * Side)
        {
            return -1;
        }

        double varianceA = sumAa - (sumA * sumA / count);
        double varianceB = sumBb - (sumB * sumB / count);

        // A picture without any contrast is alike to none by its shape.
        return varianceA < LeastVariance * count || varianceB < LeastVariance * count ? -1 : (float)((sumAb - (sumA * sumB / count)) / Math.Sqrt(varianceA * varianceB));
    }

    /// <summary>One step: still ≈ gain · warped + offset + gain · slopes · change, solved by least squares.</summary>
    private Position? Improve(ReadOnlySpan<float> still, Position position)
    {
        Array.Clear(normal);
        Span<double> row = stackalloc double[Unknowns + 1];
        for (int index = 0; index < warped.Length; index++)
        {
            if (!isSeen[index])
            {
                continue;
            }

            row[0] = across[index];
            row[1] = down[index];
            row[2] = across[index] * ((index % Side) - Centre);
            row[3] = down[index] * ((index / Side) - Centre);
            row[4] = warped[index];
            row[5] = 1;
            row[6] = still[index];
            for (int i = 0; i < Unknowns; i++)
            {
                for (int j = i; j <= Unknowns; j++)
                {
                    normal[(i * (Unknowns + 1)) + j] += row[i] * row[j];
                }
            }
        }

        Span<double> solution = stackalloc double[Unknowns];
        if (!Solve(solution) || solution[4] <= 0)
        {
            return null;
        }

        double gain = solution[4];
        return new Position(
            position.ShiftX + (float)(solution[0] / gain),
            position.ShiftY + (float)(solution[1] / gain),
            position.ScaleX + (float)(solution[2] / gain),
            position.ScaleY + (float)(solution[3] / gain));
    }

    /// <summary>Solves the normal equations by Cholesky's factors, with a trace of damping against flat pictures.</summary>
    private bool Solve(Span<double> solution)
    {
        const int Width = Unknowns + 1;
        for (int i = 0; i < Unknowns; i++)
        {
            normal[(i * Width) + i] = (normal[(i * Width) + i] * (1 + 1e-6)) + 1e-6;
        }

        // The upper triangle becomes the factor U with UᵀU = A, and the last column U⁻ᵀ times the right side.
        for (int i = 0; i < Unknowns; i++)
        {
            for (int k = 0; k < i; k++)
            {
                double factor = normal[(k * Width) + i];
                for (int j = i; j < Width; j++)
                {
                    normal[(i * Width) + j] -= factor * normal[(k * Width) + j];
                }
            }

            double pivot = normal[(i * Width) + i];
            if (!(pivot > 0))
            {
                return false;
            }

            double scale = 1 / Math.Sqrt(pivot);
            for (int j = i; j < Width; j++)
            {
                normal[(i * Width) + j] *= scale;
            }
        }

        for (int i = Unknowns - 1; i >= 0; i--)
        {
            double rest = normal[(i * Width) + Unknowns];
            for (int j = i + 1; j < Unknowns; j++)
            {
                rest -= normal[(i * Width) + j] * solution[j];
            }

            solution[i] = rest / normal[(i * Width) + i];
        }

        return true;
    }

    /// <summary>Where the moved grid lies, in cells of the still one, about its centre.</summary>
    private readonly record struct Position(float ShiftX, float ShiftY, float ScaleX, float ScaleY)
    {
        /// <summary>Whether it is still what a modest crop would do.</summary>
        public bool IsNear =>
            Math.Abs(ShiftX) <= MostShift && Math.Abs(ShiftY) <= MostShift && Math.Abs(ScaleX) <= MostScale && Math.Abs(ScaleY) <= MostScale;
    }
}
