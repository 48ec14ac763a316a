using Discern.Faces;

namespace Discern.Tests.Faces;

public class FaceSuppressionTests
{
    [Fact]
    public void Guesses_that_overlap_become_their_mean_by_score_with_the_best_score()
    {
        List<Face> faces = FaceSuppression.Run([new(0, 0, 10, 10, 0.25f), new(2, 0, 10, 10, 0.75f)], 0.3f);

        Face face = Assert.Single(faces);
        Assert.Equal(1.5f, face.Left, 0.0001f);
        Assert.Equal(0.75f, face.Score);
    }

    [Fact]
    public void Guesses_apart_remain_the_surest_first()
    {
        Face[] apart = [new(0, 0, 10, 10, 0.5f), new(50, 0, 10, 10, 0.9f)];

        Assert.Equal([apart[1], apart[0]], FaceSuppression.Run(apart, 0.3f));
    }
}
