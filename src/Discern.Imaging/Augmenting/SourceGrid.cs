namespace Discern.Imaging.Augmenting;

/// <summary>Where in the source the target's pixels lie: an origin, a step for each column, a step for each row, in source pixels.</summary>
internal readonly record struct SourceGrid(float X, float Y, float ColumnX, float ColumnY, float RowX, float RowY)
{
    /// <summary>Composes a transform's geometry with the scale from target to source.</summary>
    public static SourceGrid Of(in Transform transform, Picture source, int width, int height)
    {
        (double sin, double cos) = Math.SinCos(transform.Rotation * Math.PI / 180);
        (double shearSin, double shearCos) = Math.SinCos(transform.Shear * Math.PI / 180);

        // Keras counts rows first: rotation [cos -sin; sin cos] · shear [1 -sin; 0 cos] · zoom [zy 0; 0 zx], here y for the row.
        double yy = cos * transform.ZoomY;
        double yx = ((-cos * shearSin) - (sin * shearCos)) * transform.ZoomX;
        double xy = sin * transform.ZoomY;
        double xx = ((-sin * shearSin) + (cos * shearCos)) * transform.ZoomX;

        // The shift stands between rotation and shear, and so is itself turned.
        double shiftX = transform.ShiftX * width;
        double shiftY = transform.ShiftY * height;
        double movedY = (cos * shiftY) - (sin * shiftX);
        double movedX = (sin * shiftY) + (cos * shiftX);

        // Mirrored about the centre, a coordinate changes its sign.
        (xx, yx) = transform.IsFlippedHorizontally ? (-xx, -yx) : (xx, yx);
        (xy, yy) = transform.IsFlippedVertically ? (-xy, -yy) : (xy, yy);

        // Pixel centres lie at halves: the target's first is (width - 1) / 2 left of its centre, and likewise in the source.
        double scaleX = (double)source.Width / width;
        double scaleY = (double)source.Height / height;
        double left = -(width - 1) / 2.0;
        double top = -(height - 1) / 2.0;
        double x = (((xx * left) + (xy * top) + movedX) * scaleX) + ((source.Width - 1) / 2.0);
        double y = (((yx * left) + (yy * top) + movedY) * scaleY) + ((source.Height - 1) / 2.0);
        return new SourceGrid(
            (float)x, (float)y, (float)(xx * scaleX), (float)(yx * scaleY), (float)(xy * scaleX), (float)(yy * scaleY));
    }

    /// <summary>Whether each row of the target is a row of the source, read from the left or from the right.</summary>
    public bool IsAligned(Picture source, int width, int height) =>
        source.Width == width && source.Height == height
        && ColumnY == 0 && RowX == 0
        && ((ColumnX == 1 && X == 0) || (ColumnX == -1 && X == width - 1))
        && ((RowY == 1 && Y == 0) || (RowY == -1 && Y == height - 1));
}
