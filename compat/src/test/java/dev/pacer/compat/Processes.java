package dev.pacer.compat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs programs to their end.
final class Processes {
  private Processes() {}

  /// What a program left.
  record Result(int status, String output, String errors) {}

  static Result run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("out", "");
    Path errors = Files.createTempFile("err", "");
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      Process process =
          builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
      if (!process.waitFor(240, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("did not end: " + command);
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

  /// Runs a program that must succeed.
  static String output(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Result result = run(environment, command);
    if (result.status() != 0) {
      throw new IllegalStateException(
          command + " ended with " + result.status() + ": " + result.output() + result.errors());
    }
    return result.output();
  }
}
