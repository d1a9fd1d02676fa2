package dev.pacer.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The model of Pacer's own operations, from which unmodified AWS clients in Python learn them. It is
/// written into the data directory, where `AWS_DATA_PATH` points.
final class AwsModels {
  private static final String RESOURCES = "/aws-models/";
  private static final List<String> FILES =
      List.of(
          "pacer/2026-11-24/service-2.json",
          "pacer/2026-11-24/paginators-1.json",
          "pacer/2026-11-24/waiters-2.json");

  private AwsModels() {}

  static void write(DataDirectory directory) {
    for (String file : FILES) {
      Path target = directory.awsModels().resolve(file);
      String text = text(RESOURCES + file);
      if (!directory.read(target).equals(Optional.of(text))) {
        directory.write(target, text);
      }
    }
  }

  private static String text(String resource) {
    try (InputStream stream = AwsModels.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is not in this build");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
