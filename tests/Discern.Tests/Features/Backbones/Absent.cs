using Discern.Features.Backbones;
using Discern.Neural.TensorFlow;

namespace Discern.Tests.Features.Backbones;

/// <summary>A backbone whose package nobody has.</summary>
internal sealed class Absent : Backbone
{
    public override string Name => "absent";

    public override string Description => "Nobody has it.";

    public override IReadOnlyList<Body> Bodies { get; } = [new AbsentBody()];

    private sealed class AbsentBody : PackagedBody
    {
        public override string Name => "absent-body";

        public override string Package => "absent-package";

        public override string PackageVersion => "1.2.3";

        public override long PackageBytes => 2;

        public override int Features => 1;

        public override string Licence => "MIT";

        public override string Origin => "nowhere";

        public override int Size => 32;

        public override Preprocessing Preprocessing => Preprocessing.Raw;

        public override IReadOnlyList<PackagedFile> Files { get; } = [new("model.json", 1, new string('0', 64))];

        public override IReadOnlyList<string> Taps => ["x"];

        protected override TensorFlowNetwork Read(string path, TensorFlowOptions options) => throw new NotSupportedException();
    }
}
