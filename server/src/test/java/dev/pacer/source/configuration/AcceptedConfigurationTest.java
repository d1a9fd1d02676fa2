package dev.pacer.source.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AcceptedConfigurationTest {
  private static final String HEAD = "version: 1.0\nruntime: python311\n";
  private static final String BUILD = "build:\n  commands:\n    build:\n      - make\n";
  private static final String RUN = "run:\n  command: serve\n";

  @Test
  void aWholeFileIsReadInAllItsParts() {
    BuildConfiguration configuration =
        ConfigurationFile.parse(
            """
            # Everything that the grammar has.
            version: 1.0
            runtime: nodejs22
            build:
              commands:
                pre-build:
                  - node --version
                build:
                  - npm ci
                  - npm run compile && ls dist | wc -l
                post-build:
                  - echo "made $(date)"
              env:
                - name: NODE_ENV
                  value: development
                - name: FIRST
                  value: "1"
            run:
              runtime-version: 22.14.0
              pre-run:
                - npm prune --omit=dev
              command: node dist/main.js
              network:
                port: 4000
                env: LISTEN_PORT
              env:
                - name: ZONE
                  value: b
                - name: AREA
                  value: a
              secrets:
                - name: DB_PASSWORD
                  value-from: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:password::"
                - name: FLAGS
                  value-from: shop-flags
            """);

    assertThat(configuration)
        .isEqualTo(
            new BuildConfiguration(
                ManagedRuntime.NODEJS_22,
                Optional.of("22.14.0"),
                List.of("node --version"),
                List.of("npm ci", "npm run compile && ls dist | wc -l"),
                List.of("echo \"made $(date)\""),
                List.of("npm prune --omit=dev"),
                Map.of("NODE_ENV", "development", "FIRST", "1"),
                "node dist/main.js",
                4000,
                Optional.of("LISTEN_PORT"),
                Map.of("ZONE", "b", "AREA", "a"),
                Map.of(
                    "DB_PASSWORD",
                    "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:password::",
                    "FLAGS",
                    "shop-flags"),
                List.of()));
    assertThat(new ArrayList<>(configuration.environment().keySet()))
        .containsExactly("ZONE", "AREA");
    assertThat(new ArrayList<>(configuration.buildEnvironment().keySet()))
        .containsExactly("NODE_ENV", "FIRST");
  }

  @Test
  void aSmallFileHasTheDefaults() {
    BuildConfiguration configuration = ConfigurationFile.parse(HEAD + BUILD + RUN);

    assertThat(configuration.port()).isEqualTo(8080);
    assertThat(configuration.runtimeVersion()).isEmpty();
    assertThat(configuration.portVariable()).isEmpty();
    assertThat(configuration.preBuild()).isEmpty();
    assertThat(configuration.postBuild()).isEmpty();
    assertThat(configuration.preRun()).isEmpty();
    assertThat(configuration.environment()).isEmpty();
    assertThat(configuration.secrets()).isEmpty();
  }

  @Test
  void aKeyThatResemblesNoneIsLeftAsideWithANote() {
    BuildConfiguration configuration =
        ConfigurationFile.parse(HEAD + "cpu: 1024\n" + BUILD + RUN + "  workers: 4\n");

    assertThat(configuration.runCommand()).isEqualTo("serve");
    assertThat(configuration.notes())
        .containsExactly(
            "apprunner.yaml line 3: The key 'cpu' is not known and left aside.",
            "apprunner.yaml line 10: The key 'run.workers' is not known and left aside.");
  }

  static Stream<Arguments> files() {
    return Stream.of(
        row(
            "version 1",
            "version: 1\nruntime: go1\n" + BUILD + RUN,
            BuildConfiguration::runtime,
            ManagedRuntime.GO_1),
        row(
            "another minor version",
            "version: 1.10\nruntime: go1\n" + BUILD + RUN,
            BuildConfiguration::runtime,
            ManagedRuntime.GO_1),
        row(
            "a runtime in other letters",
            "version: 1.0\nruntime: Nodejs12\n" + BUILD + RUN,
            BuildConfiguration::runtime,
            ManagedRuntime.NODEJS_12),
        row(
            "PORT with the value that it has anyway",
            HEAD
                + BUILD
                + RUN
                + "  env:\n    - {name: PORT, value: 8080}\n    - {name: A, value: b}\n",
            BuildConfiguration::environment,
            Map.of("A", "b")),
        row(
            "quoted version",
            "version: \"1.0\"\nruntime: 'go1'\n" + BUILD + RUN,
            BuildConfiguration::runtime,
            ManagedRuntime.GO_1),
        row(
            "quoted keys",
            "\"version\": 1.0\n'runtime': php81\n" + BUILD + RUN,
            BuildConfiguration::runtime,
            ManagedRuntime.PHP_81),
        row("any order of keys", RUN + BUILD + HEAD, BuildConfiguration::runCommand, "serve"),
        row(
            "a newer runtime",
            "version: 1.0\nruntime: nodejs24\n" + BUILD + RUN,
            BuildConfiguration::runtime,
            ManagedRuntime.NODEJS_24),
        row(
            "a byte order mark",
            "\uFEFF" + HEAD + BUILD + RUN,
            BuildConfiguration::runCommand,
            "serve"),
        row(
            "CRLF",
            (HEAD + BUILD + RUN).replace("\n", "\r\n"),
            BuildConfiguration::build,
            List.of("make")),
        row(
            "no line break at the end",
            (HEAD + BUILD + RUN).strip(),
            BuildConfiguration::runCommand,
            "serve"),
        row(
            "a document mark",
            "---\n" + HEAD + BUILD + RUN + "...\n",
            BuildConfiguration::runCommand,
            "serve"),
        row(
            "comments",
            "# a\n" + HEAD + BUILD.replace("make", "make # all") + RUN,
            BuildConfiguration::build,
            List.of("make")),
        row(
            "lists without indentation",
            HEAD + "build:\n commands:\n  build:\n  - a\n  - b\nrun:\n command: serve\n",
            BuildConfiguration::build,
            List.of("a", "b")),
        row(
            "nothing to build",
            HEAD + "build:\n  commands:\n    build:\n" + RUN,
            BuildConfiguration::build,
            List.of()),
        row(
            "an empty list",
            HEAD + "build: {commands: {build: []}}\n" + RUN,
            BuildConfiguration::build,
            List.of()),
        row(
            "an empty item",
            HEAD + BUILD + "      -\n      - ''\n" + RUN,
            BuildConfiguration::build,
            List.of("make")),
        row(
            "one command instead of a list",
            HEAD + "build:\n  commands:\n    build: npm ci\n" + RUN,
            BuildConfiguration::build,
            List.of("npm ci")),
        row(
            "a list right below commands",
            HEAD + "build:\n  commands:\n    - a\n    - b\n" + RUN,
            BuildConfiguration::build,
            List.of("a", "b")),
        row(
            "numbers as commands",
            HEAD + BUILD + "      - 7\n      - true\n" + RUN,
            BuildConfiguration::build,
            List.of("make", "7", "true")),
        row(
            "a command over lines",
            HEAD + "build:\n  commands:\n    build:\n      - |\n        a\n        b\n" + RUN,
            BuildConfiguration::build,
            List.of("a\nb")),
        row(
            "a folded start command",
            HEAD + BUILD + "run:\n  command: >\n    gunicorn\n    app:app\n",
            BuildConfiguration::runCommand,
            "gunicorn app:app"),
        row(
            "a literal start command",
            HEAD + BUILD + "run:\n  command: |\n    gunicorn \\\n      app:app\n",
            BuildConfiguration::runCommand,
            "gunicorn \\\n  app:app"),
        row(
            "a plain start command over lines",
            HEAD + BUILD + "run:\n  command: a\n    b\n",
            BuildConfiguration::runCommand,
            "a b"),
        row(
            "a version like a float",
            HEAD + BUILD + RUN + "  runtime-version: 3.10\n",
            file -> file.runtimeVersion().orElse(""),
            "3.10"),
        row(
            "a version without value",
            HEAD + BUILD + RUN + "  runtime-version:\n",
            BuildConfiguration::runtimeVersion,
            Optional.empty()),
        row(
            "a quoted port",
            HEAD + BUILD + RUN + "  network:\n    port: \"3000\"\n",
            BuildConfiguration::port,
            3000),
        row(
            "the largest port",
            HEAD + BUILD + RUN + "  network:\n    port: 65535\n",
            BuildConfiguration::port,
            65535),
        row(
            "the port in PORT",
            HEAD + BUILD + RUN + "  network:\n    port: 1\n    env: PORT\n",
            file -> file.portVariable().orElse(""),
            "PORT"),
        row(
            "an empty network",
            HEAD + BUILD + RUN + "  network:\n",
            BuildConfiguration::port,
            8080),
        row(
            "a number as a value",
            HEAD + BUILD + RUN + "  env:\n    - name: A\n      value: 0010\n",
            BuildConfiguration::environment,
            Map.of("A", "0010")),
        row(
            "a truth value as a value",
            HEAD + BUILD + RUN + "  env:\n    - {name: A, value: True}\n",
            BuildConfiguration::environment,
            Map.of("A", "True")),
        row(
            "a float as a value",
            HEAD + BUILD + RUN + "  env:\n    - {name: A, value: 1.50}\n",
            BuildConfiguration::environment,
            Map.of("A", "1.50")),
        row(
            "an empty value",
            HEAD
                + BUILD
                + RUN
                + "  env:\n    - {name: A, value: ''}\n    - name: B\n      value:\n",
            BuildConfiguration::environment,
            Map.of("A", "", "B", "")),
        row(
            "a dollar in a value",
            HEAD + BUILD + RUN + "  env:\n    - {name: A, value: \"$B ${C}\"}\n",
            BuildConfiguration::environment,
            Map.of("A", "$B ${C}")),
        row(
            "blanks around a value",
            HEAD + BUILD + RUN + "  env:\n    - {name: A, value: \" x \"}\n",
            BuildConfiguration::environment,
            Map.of("A", " x ")),
        row(
            "variables as a mapping",
            HEAD + BUILD + RUN + "  env:\n    A: 1\n    B: x\n",
            BuildConfiguration::environment,
            Map.of("A", "1", "B", "x")),
        row(
            "no variables",
            HEAD + BUILD + RUN + "  env: []\n  secrets:\n",
            BuildConfiguration::environment,
            Map.of()),
        row(
            "a number as a name",
            HEAD + BUILD + RUN + "  env:\n    - {name: 12, value: x}\n",
            BuildConfiguration::environment,
            Map.of("12", "x")),
        row(
            "an empty pre-run of an original runtime",
            "version: 1.0\nruntime: php81\n" + BUILD + RUN + "  pre-run: []\n",
            BuildConfiguration::preRun,
            List.of()),
        row(
            "an alias",
            HEAD + "build:\n  commands:\n    build: &b\n      - a\n    post-build: *b\n" + RUN,
            BuildConfiguration::postBuild,
            List.of("a")),
        row(
            "a text of its own tag",
            HEAD + BUILD + "run:\n  command: !!str serve\n",
            BuildConfiguration::runCommand,
            "serve"),
        row(
            "JSON",
            "{\"version\": 1.0, \"runtime\": \"go1\", \"build\": {\"commands\": {\"build\": [\"go"
                + " build\"]}}, \"run\": {\"command\": \"./app\"}}",
            BuildConfiguration::runCommand,
            "./app"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void whatIsUnambiguousIsTakenAsItIsMeant(
      String name, String file, Function<BuildConfiguration, Object> part, Object expected) {
    BuildConfiguration configuration =
        ConfigurationFile.parse(file.getBytes(StandardCharsets.UTF_8));

    assertThat(part.apply(configuration)).as(name).isEqualTo(expected);
  }

  private static Arguments row(
      String name, String file, Function<BuildConfiguration, Object> part, Object expected) {
    return Arguments.of(name, file, part, expected);
  }
}
