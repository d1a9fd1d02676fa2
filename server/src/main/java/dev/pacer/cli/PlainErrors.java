package dev.pacer.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Tells a failure in one sentence on standard error. Messages of the exceptions that are expected
/// here are written for people; anything else is a fault of ours and shows where it happened.
final class PlainErrors implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    if (Messages.isForPeople(failure)) {
      System.err.println("pacer: " + failure.getMessage());
    } else {
      System.err.println("pacer: this should not have happened; please report it.");
      failure.printStackTrace();
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
