using Discern.Tests.Cleaning.Quarantining;

// The test runner does not come here: tests start this assembly as a program of its own where they need one that dies.
MortalProcess.Run(args);
