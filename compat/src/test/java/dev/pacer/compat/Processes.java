package dev.pacer.compat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs programs to their end.
public final class Processes {
  private static final int PATIENCE_MINUTES = 10;

  private Processes() {}

  /// What a program left.
  public record Result(int status, String output, String errors) {}

  public static Result run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    return run(builder(environment, command));
  }

  /// Runs a program that must succeed.
  public static String output(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    return succeeded(command, run(environment, command));
  }

  /// Runs a program in a folder. It must succeed.
  public static String outputIn(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    return succeeded(command, run(builder(environment, command).directory(folder.toFile())));
  }

  /// A program to start, without the AWS settings of whoever runs the tests.
  public static ProcessBuilder builder(Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(environment);
    return builder;
  }

  private static Result run(ProcessBuilder builder) throws IOException, InterruptedException {
    Path output = Files.createTempFile("out", "");
    Path errors = Files.createTempFile("err", "");
    try {
      Process process =
          builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException("did not end: " + builder.command());
      }
      return new Result(
          process.exitValue(),
          Files.readString(output, StandardCharsets.UTF_8),
          Files.readString(errors, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  private static String succeeded(List<String> command, Result result) {
    if (result.status() != 0) {
      throw new IllegalStateException(
          command + " ended with " + result.status() + ": " + result.output() + result.errors());
    }
    return result.output();
  }
}
