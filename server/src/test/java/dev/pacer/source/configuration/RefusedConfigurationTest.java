package dev.pacer.source.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedConfigurationTest {
  private static final String HEAD = "version: 1.0\nruntime: python311\n";
  private static final String BUILD = "build:\n  commands:\n    build:\n      - make\n";
  private static final String RUN = "run:\n  command: serve\n";
  private static final String GOOD = HEAD + BUILD + RUN;
  private static final String NO_BUILD =
      "Write 'build: []' below build.commands when there is nothing to build.";
  private static final String COMMAND =
      "Write the command that starts the application, such as 'command: python3 server.py'.";

  /// What is not YAML, or not one document of it.
  static Stream<Arguments> texts() {
    return Stream.of(
        row("", ": The file is empty. Write at least version, runtime, build and run."),
        row(
            "# only a comment\n",
            ": The file is empty. Write at least version, runtime, build and run."),
        row(
            "hello",
            " line 1: The file must be a mapping with the keys build, run, runtime, version."),
        row(
            "- a\n",
            " line 1: The file must be a mapping with the keys build, run, runtime, version."),
        row(
            "a: b: c\n",
            " line 1: This is not YAML: mapping values are not allowed here. Check the indentation,"
                + " and put values with special characters in quotes."),
        row(
            "version: 1.0\nbuild:\n\tcommands:\n",
            " line 3: The line is indented with a tab. Indent with blanks."),
        row(
            GOOD + "  env:\n    - name: A\n      value: @x\n",
            " line 11: A value that begins with '@' must be in quotes."),
        row(
            GOOD + "---\na: b\n",
            " line 9: A second YAML document begins here. Keep one, without '---' in between."),
        row(
            HEAD + "a: \"\u0007\"\n",
            " line 3: There is a control character, which YAML does not allow. Remove it."),
        row(
            "a: " + "[".repeat(21),
            " line 1: Values are nested deeper than 20 levels. Nest them less."),
        row(
            "a: " + "[".repeat(30_000),
            " line 1: Values are nested deeper than 20 levels. Nest them less."),
        row(
            "a: &a x\nb: [" + "*a, ".repeat(101) + "]",
            " line 2: There are more than 100 aliases. Write the values out."),
        row(
            "x".repeat(64 * 1024 + 1),
            ": The file is larger than 64 KiB. Move long commands into scripts."));
  }

  /// What is YAML, and not a configuration.
  static Stream<Arguments> values() {
    return Stream.of(
        row(
            BUILD + RUN + "runtime: go1\n",
            ": The key 'version' is missing. Write 'version: 1.0'."),
        row(
            "version:\nruntime: go1\n" + BUILD + RUN,
            " line 1: The key 'version' has no value. Write 'version: 1.0'."),
        row(
            "version: 1.x\nruntime: go1\n" + BUILD + RUN,
            " line 1: The version '1.x' is not known. Write 'version: 1.0'."),
        row(
            "version: [1]\nruntime: go1\n" + BUILD + RUN,
            " line 1: The value of 'version' must be a single text."),
        row(
            "version: 1.0\n" + BUILD + RUN,
            ": The key 'runtime' is missing. Write the name of a runtime, such as 'runtime:"
                + " python311'."),
        row(
            runtime("python3.11"),
            " line 2: The runtime 'python3.11' is not known. Did you mean 'python311'?"),
        row(
            runtime("PYTHON_311"),
            " line 2: The runtime 'PYTHON_311' is not known. Did you mean 'python311'?"),
        row(
            runtime("Node12"),
            " line 2: The runtime 'Node12' is not known. Did you mean 'nodejs12'?"),
        row(
            runtime("node18"),
            " line 2: The runtime 'node18' is not known. Did you mean 'nodejs18'?"),
        row(
            runtime("golang"),
            " line 2: The runtime 'golang' is not known. Known are: "
                + String.join(", ", Names.runtimesOfTheFile())
                + "."),
        row(
            GOOD + "port: 80\n",
            " line 9: The key 'port' is not known here. It belongs in run.network."),
        row(
            GOOD + "network:\n  port: 80\n",
            " line 9: The key 'network' is not known here. It belongs in run."),
        row(
            GOOD + "command: x\n",
            " line 9: The key 'command' is not known here. It belongs in run."),
        row(
            GOOD + "  port: 80\n",
            " line 9: The key 'port' is not known in run. It belongs in run.network."),
        row(
            GOOD + "  environment: []\n",
            " line 9: The key 'environment' is not known in run. Did you mean 'env'?"),
        row(
            GOOD + "  runtime_version: 3\n",
            " line 9: The key 'runtime_version' is not known in run. Did you mean"
                + " 'runtime-version'?"),
        row(GOOD + "  ? [a]\n  : b\n", " line 9: A key must be a single text."),
        row(
            GOOD + "  command: other\n",
            " line 9: The key 'run.command' is there twice. Remove one of the two."),
        row(
            GOOD + "runtime: go1\n",
            " line 9: The key 'runtime' is there twice. Remove one of the two."),
        row(HEAD + RUN, ": The key 'build' is missing. " + NO_BUILD),
        row(
            HEAD + "build: x\n" + RUN,
            " line 3: The value of 'build' must be a mapping with the keys commands, env."),
        row(
            HEAD + "build:\n  env: []\n" + RUN,
            " line 4: The key 'build.commands' is missing. " + NO_BUILD),
        row(
            HEAD + "build:\n  commands:\n    pre-build: [a]\n" + RUN,
            " line 5: The key 'build.commands.build' is missing. " + NO_BUILD),
        row(
            HEAD + "build:\n  commands:\n    prebuild: [a]\n    build: []\n" + RUN,
            " line 5: The key 'prebuild' is not known in build.commands. Did you mean"
                + " 'pre-build'?"),
        row(
            HEAD + "build:\n  commands:\n    build: {a: b}\n" + RUN,
            " line 5: The value of 'build.commands.build' must be a list of commands, each after '-"
                + " '."),
        row(
            HEAD + "build:\n  commands:\n    build:\n      - echo a: b\n" + RUN,
            " line 6: A command in 'build.commands.build' is not a text. Put commands that contain"
                + " ': ', '{' or '[' in quotes."),
        row(
            HEAD + "build:\n  commands:\n    build: &a\n      - *a\n" + RUN,
            " line 5: A command in 'build.commands.build' is not a text. Put commands that contain"
                + " ': ', '{' or '[' in quotes."),
        row(
            HEAD + "build:\n  commands:\n    build: [" + "a, ".repeat(201) + "]\n" + RUN,
            " line 5: There are more than 200 commands in 'build.commands.build'. Move them into a"
                + " script."),
        row(
            HEAD + "build:\n  commands:\n    build: [\"a\\0\"]\n" + RUN,
            " line 5: A command in 'build.commands.build' contains a NUL. Remove it."),
        row(HEAD + BUILD, ": The key 'run' is missing. " + COMMAND),
        row(HEAD + BUILD + "run:\n", " line 7: The key 'run' has no value. " + COMMAND),
        row(
            HEAD + BUILD + "run:\n  env: []\n",
            " line 8: The key 'run.command' is missing. " + COMMAND),
        row(
            HEAD + BUILD + "run:\n  command:\n",
            " line 8: The key 'run.command' has no value. " + COMMAND),
        row(
            HEAD + BUILD + "run:\n  command: '  '\n",
            " line 8: The key 'run.command' has no value. " + COMMAND),
        row(
            HEAD + BUILD + "run:\n  command: [npm, start]\n",
            " line 8: The value of 'run.command' must be a single text."),
        row(
            HEAD + BUILD + "run:\n  command: \"a\\0\"\n",
            " line 8: The value of 'run.command' contains a NUL. Remove it."),
        row(
            GOOD + "  network: 80\n",
            " line 9: The value of 'run.network' must be a mapping with the keys env, port."),
        row(port("0"), port("'0'", 10)),
        row(port("65536"), port("'65536'", 10)),
        row(port("-1"), port("'-1'", 10)),
        row(port("80.5"), port("'80.5'", 10)),
        row(port("$PORT"), port("'$PORT'", 10)),
        row(port("9999999999"), port("'9999999999'", 10)),
        row(
            GOOD + "  network:\n    env: A B\n",
            " line 10: 'A B' cannot be the name of a variable. Use letters, digits and"
                + " underscores."),
        row(
            GOOD + "  runtime-version: {a: b}\n",
            " line 9: The value of 'run.runtime-version' must be a single text."),
        row(
            runtime("ruby31") + "  pre-run:\n    - a\n",
            " line 10: The runtime 'ruby31' has no 'run.pre-run'. Move its commands to"
                + " build.commands.build, or choose ruby33 or ruby34."));
  }

  static Stream<Arguments> variables() {
    return Stream.of(
        row(
            env("{name: PORT, value: 80}"),
            " line 10: The variable 'PORT' is reserved. Remove it: it is always set, to"
                + " run.network.port."),
        row(
            env("{name: AWSAPPRUNNER_X, value: 80}"),
            " line 10: The variable 'AWSAPPRUNNER_X' is reserved, like all that begin with"
                + " AWSAPPRUNNER. Choose another name."),
        row(
            env("{name: 'A=B', value: 80}"),
            " line 10: 'A=B' cannot be the name of a variable. Use letters, digits and"
                + " underscores."),
        row(
            env("{name: '', value: 80}"),
            " line 10: '' cannot be the name of a variable. Use letters, digits and underscores."),
        row(
            env("{name: A}"),
            " line 10: The key 'run.env.value' is missing. Write 'value: \"\"' for an empty one."),
        row(
            env("{value: A}"),
            " line 10: The key 'run.env.name' is missing. Each variable needs one."),
        row(
            env("{name: A, value: {b: c}}"),
            " line 10: The value of 'run.env.value' must be a single text."),
        row(
            env("{name: A, value: b, Value: c}"),
            " line 10: The key 'Value' is not known in run.env. Did you mean 'value'?"),
        row(
            env("{name: A, value: \"b\\0\"}"),
            " line 10: The value of 'A' contains a NUL. Remove it."),
        row(env("A=b"), " line 10: Each entry of 'run.env' must have name and value."),
        row(
            env("{name: A, value: b}\n    - {name: A, value: c}"),
            " line 11: The variable 'A' is twice in 'run.env'. Remove one of the two."),
        row(
            GOOD + "  env: A\n",
            " line 9: The value of 'run.env' must be a list of name and value."),
        row(
            GOOD + "  env: {A: [b]}\n",
            " line 9: The value of 'run.env' must be a list of name and value."),
        row(
            GOOD + "  env: [" + "a, ".repeat(501) + "]\n",
            " line 9: There are more than 500 variables in 'run.env'. Have fewer."),
        row(
            HEAD + BUILD + "  env:\n    - {name: PORT, value: 1}\n" + RUN,
            " line 8: The variable 'PORT' is reserved. Remove it: it is always set, to"
                + " run.network.port."),
        row(
            GOOD + "  secrets:\n    - {name: A, valueFrom: b}\n",
            List.of(
                " line 10: The key 'valueFrom' is not known in run.secrets. Did you mean"
                    + " 'value-from'?",
                " line 10: The key 'run.secrets.value-from' is missing. Write the ARN of a secret"
                    + " or parameter, or a parameter's name.")),
        row(
            GOOD + "  secrets:\n    - {name: PORT, value-from: b}\n",
            " line 10: The variable 'PORT' is reserved. Remove it: it is always set, to"
                + " run.network.port."),
        row(
            GOOD + "  env: {A: b}\n  secrets: {A: b}\n",
            " line 10: The variable 'A' is both in 'run.env' and in 'run.secrets'. Remove one of"
                + " the two."));
  }

  @ParameterizedTest
  @MethodSource({"texts", "values", "variables"})
  void whatIsWrongIsSaidWithItsLineAndWhatToDo(String file, List<String> problems) {
    ConfigurationException refusal =
        catchThrowableOfType(ConfigurationException.class, () -> ConfigurationFile.parse(file));

    assertThat(refusal).isNotNull();
    assertThat(refusal.problems())
        .isEqualTo(problems.stream().map(problem -> "apprunner.yaml" + problem).toList());
  }

  @Test
  void allProblemsAreSaidAtOnceInTheOrderOfTheLines() {
    String file = "version: 2\nruntime: cobol\nbuild: 7\nrun:\n  network:\n    port: x\n";

    ConfigurationException refusal =
        catchThrowableOfType(ConfigurationException.class, () -> ConfigurationFile.parse(file));

    assertThat(refusal.problems().stream().map(problem -> problem.substring(0, 21)))
        .containsExactly(
            "apprunner.yaml line 1",
            "apprunner.yaml line 2",
            "apprunner.yaml line 3",
            "apprunner.yaml line 5",
            "apprunner.yaml line 6");
    assertThat(refusal).hasMessage(String.join("\n", refusal.problems()));
  }

  @Test
  void fiftyProblemsAreEnough() {
    String file = GOOD + "  env:\n" + "    - x\n".repeat(60);

    ConfigurationException refusal =
        catchThrowableOfType(ConfigurationException.class, () -> ConfigurationFile.parse(file));

    assertThat(refusal.problems())
        .hasSize(51)
        .last()
        .isEqualTo("apprunner.yaml: There are 10 more problems.");
  }

  @Test
  void aLongValueIsCutInItsProblem() {
    String file = runtime("x".repeat(5000));

    ConfigurationException refusal =
        catchThrowableOfType(ConfigurationException.class, () -> ConfigurationFile.parse(file));

    assertThat(refusal).hasMessageContaining("'" + "x".repeat(60) + "...' is not known");
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedWithTheirLine() {
    byte[] latin = (HEAD + "# grün\n" + BUILD + RUN).getBytes(StandardCharsets.ISO_8859_1);

    ConfigurationException refusal =
        catchThrowableOfType(ConfigurationException.class, () -> ConfigurationFile.parse(latin));

    assertThat(refusal.problems())
        .containsExactly(
            "apprunner.yaml line 3: The text is not UTF-8. Save the file with the encoding UTF-8.");
  }

  @Test
  void aliasesOfAliasesCostNothing() {
    StringBuilder file = new StringBuilder("a0: &a0 [x, x]\n");
    for (int level = 1; level < 40; level++) {
      file.append("a%d: &a%d [*a%d, *a%d]\n".formatted(level, level, level - 1, level - 1));
    }

    BuildConfiguration read = ConfigurationFile.parse(file + GOOD);

    assertThat(read.notes()).hasSize(40).first().asString().contains("'a0' is not known");
  }

  private static String runtime(String name) {
    return "version: 1.0\nruntime: " + name + "\n" + BUILD + RUN;
  }

  private static String port(String port) {
    return GOOD + "  network:\n    port: " + port + "\n";
  }

  private static String port(String quoted, int line) {
    return " line "
        + line
        + ": The port "
        + quoted
        + " is not a number from 1 to 65535. Write the port that the application listens on.";
  }

  private static String env(String entry) {
    return GOOD + "  env:\n    - " + entry + "\n";
  }

  private static Arguments row(String file, String problem) {
    return row(file, List.of(problem));
  }

  private static Arguments row(String file, List<String> problems) {
    return Arguments.of(file, problems);
  }
}
