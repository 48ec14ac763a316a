namespace Discern.Neighbours;

/// <summary>Puts the smaller keys before a place and the larger ones behind it.</summary>
internal static class Selection
{
    /// <summary>Hoare's selection, with the middle of three as pivot.</summary>
    /// <param name="keys">The keys; put in order together with the items.</param>
    /// <param name="items">One item per key.</param>
    /// <param name="place">Where to split, 1 to the last place.</param>
    /// <returns>The place: all keys before it are at most its key, all behind at least.</returns>
    public static int Split(Span<float> keys, Span<int> items, int place)
    {
        int low = 0;
        int high = keys.Length - 1;
        while (low < high)
        {
            float pivot = MiddleOf(keys[low], keys[(low + high) / 2], keys[high]);
            int left = low;
            int right = high;
            while (left <= right)
            {
                while (keys[left] < pivot)
                {
                    left++;
                }

                while (keys[right] > pivot)
                {
                    right--;
                }

                if (left <= right)
                {
                    (keys[left], keys[right]) = (keys[right], keys[left]);
                    (items[left], items[right]) = (items[right], items[left]);
                    left++;
                    right--;
                }
            }

            if (place <= right)
            {
                high = right;
            }
            else if (place >= left)
            {
                low = left;
            }
            else
            {
                break;
            }
        }

        return place;
    }

    private static float MiddleOf(float a, float b, float c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
