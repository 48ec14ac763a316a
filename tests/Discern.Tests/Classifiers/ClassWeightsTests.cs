using Discern.Classifiers;

namespace Discern.Tests.Classifiers;

public sealed class ClassWeightsTests
{
    private static readonly string[] Classes = ["hotdog", "nothotdog"];

    [Fact]
    public void NoneIsNone() => Assert.Null(ClassWeights.Parse("none").For(Classes, [1, 2]));

    // sklearn.utils.class_weight.compute_class_weight("balanced", classes=[0, 1], y=[0] * 20 + [1] * 80) = [2.5, 0.625]
    [Fact]
    public void BalancedIsAsInScikitLearn() => Assert.Equal([2.5f, 0.625f], ClassWeights.Parse("balanced").For(Classes, [20, 80]));

    // By the definition: (1 − 0.9) / (1 − 0.9²) = 0.526316 and (1 − 0.9) / (1 − 0.9²⁰) = 0.113842, brought to a sum of 2.
    [Fact]
    public void EffectiveNumbersAreByTheDefinition()
    {
        Assert.Equal([1.644349f, 0.355651f], ClassWeights.Parse("effective:0.9").For(Classes, [2, 20])!, (expected, actual) => Math.Abs(expected - actual) < 1e-4);
        Assert.Equal([1f, 1f], ClassWeights.Parse("effective:0").For(Classes, [2, 20]));
    }

    [Fact]
    public void NamedWeightsAreInTheOrderOfClasses() => Assert.Equal([7f, 1.5f], ClassWeights.Parse(" nothotdog = 1.5 , hotdog=7").For(Classes, [1, 1]));

    [Fact]
    public void AClassThatIsNotNamedKeepsOne() => Assert.Equal([7f, 1f], ClassWeights.Parse("hotdog=7").For(Classes, [1, 1]));

    [Fact]
    public void ANameMayHoldAnEqualsSign() => Assert.Equal([3f, 1f], ClassWeights.Parse("a=b=3").For(["a=b", "c"], [1, 1]));

    [Theory]
    [InlineData("", "are empty")]
    [InlineData("balance", "'balance' in the class weights 'balance' is no class with its weight")]
    [InlineData("effective:1", "The β of the class weights 'effective:1'")]
    [InlineData("effective:much", "not a number from 0 to below 1")]
    [InlineData("hotdog=7,", "'' in the class weights")]
    [InlineData("=7", "'=7' in the class weights")]
    [InlineData("hotdog=much", "The weight 'much' of the class 'hotdog' is not a number above 0")]
    [InlineData("hotdog=0", "The weight '0'")]
    [InlineData("hotdog=-1", "The weight '-1'")]
    [InlineData("hotdog=NaN", "The weight 'NaN'")]
    [InlineData("hotdog=1e300", "The weight '1e300'")]
    [InlineData("hotdog=1,hotdog=2", "The class 'hotdog' has two weights")]
    public void WhatIsNoWeightIsRefused(string text, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<ArgumentException>(() => ClassWeights.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void AnUnknownClassIsNamed() => Assert.Contains(
        "the class 'dog', which the data set does not have",
        Assert.Throws<DiscernException>(() => ClassWeights.Parse("dog=2").For(Classes, [1, 1])).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("none")]
    [InlineData("balanced")]
    [InlineData("effective")]
    [InlineData("effective:0.99")]
    [InlineData("hotdog=7,nothotdog=1.5")]
    public void TheTextIsWhatItWasReadFrom(string text) => Assert.Equal(text, ClassWeights.Parse(text).ToString());
}
