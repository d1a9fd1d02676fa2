package dev.pacer.source.configuration;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads the configuration file of a source directory, grammar version 1.0. Pure; whatever the input,
/// the outcome is a configuration or a [ConfigurationException], in time bounded by [#LARGEST].
///
/// Beyond the documented grammar some unambiguous forms are taken as they are meant: a single command
/// where a list is asked for, a list of commands right below `build.commands` (they are build
/// commands), variables as a mapping of names to values, another minor version, a runtime in other
/// letter case, and the variable `PORT` with the value that it has anyway. A key that resembles none
/// of the grammar is left aside, with a note. Everything else that is not in the grammar is refused by name: a key that is
/// misspelt or in the wrong place would be missed where it belongs.
public final class ConfigurationFile {
  public static final String NAME = "apprunner.yaml";

  /// In bytes.
  public static final int LARGEST = 64 * 1024;

  private static final Pattern VERSION = Pattern.compile("1(\\.[0-9]{1,9})?");

  private ConfigurationFile() {}

  /// @param content the file's bytes, UTF-8 with or without a byte order mark
  /// @throws ConfigurationException with everything that is wrong
  public static BuildConfiguration parse(byte[] content) {
    if (content.length > LARGEST) {
      throw Problems.only(0, "The file is larger than 64 KiB. Move long commands into scripts.");
    }
    try {
      return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
    } catch (CharacterCodingException notUtf8) {
      throw Problems.only(
          lineOfMalformed(content),
          "The text is not UTF-8. Save the file with the encoding UTF-8.");
    }
  }

  /// @throws ConfigurationException with everything that is wrong
  public static BuildConfiguration parse(String text) {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static BuildConfiguration read(String text) {
    Problems problems = new Problems();
    Node root = YamlDocument.compose(text.startsWith("\uFEFF") ? text.substring(1) : text);
    Section file =
        Section.of(root, "", Set.of("version", "runtime", "build", "run"), problems)
            .orElseThrow(problems::exception);
    checkVersion(file, problems);
    Optional<ManagedRuntime> runtime = runtime(file, problems);
    BuildSection build = BuildSection.read(file, problems);
    RunSection run = RunSection.read(file, runtime, problems);
    if (problems.any()) {
      throw problems.exception();
    }
    return new BuildConfiguration(
        runtime.orElseThrow(),
        run.runtimeVersion(),
        build.preBuild(),
        build.build(),
        build.postBuild(),
        run.preRun(),
        build.environment(),
        run.command(),
        run.port(),
        run.portVariable(),
        run.environment(),
        run.secrets(),
        problems.notes());
  }

  private static void checkVersion(Section file, Problems problems) {
    Optional<ScalarNode> written =
        file.required("version", "Write 'version: 1.0'.").flatMap(file::scalar);
    written
        .filter(version -> !VERSION.matcher(version.getValue().strip()).matches())
        .ifPresent(version ->
            problems.add(
                version,
                "The version "
                    + Problems.quote(version.getValue())
                    + " is not known. Write 'version: 1.0'."));
  }

  private static Optional<ManagedRuntime> runtime(Section file, Problems problems) {
    Optional<ScalarNode> written =
        file.required("runtime", "Write the name of a runtime, such as 'runtime: python311'.")
            .flatMap(file::scalar);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    String name = written.get().getValue().strip();
    Optional<ManagedRuntime> runtime = ManagedRuntime.byFileName(name.toLowerCase(Locale.ROOT));
    if (runtime.isEmpty()) {
      List<String> known = Names.runtimesOfTheFile();
      problems.add(
          written.get(),
          "The runtime " + Problems.quote(name) + " is not known. " + Names.advice(name, known));
    }
    return runtime;
  }

  private static int lineOfMalformed(byte[] content) {
    int line = 1;
    int start = 0;
    for (int index = 0; index < content.length; index++) {
      if (content[index] == '\n') {
        if (!isUtf8(Arrays.copyOfRange(content, start, index))) {
          return line;
        }
        line++;
        start = index + 1;
      }
    }
    return line;
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }
}
