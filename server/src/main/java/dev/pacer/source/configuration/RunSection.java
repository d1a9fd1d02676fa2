package dev.pacer.source.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// What `run` says.
record RunSection(
    Optional<String> runtimeVersion,
    List<String> preRun,
    String command,
    int port,
    Optional<String> portVariable,
    Map<String, String> environment,
    Map<String, String> secrets) {

  private static final String COMMAND_ADVICE =
      "Write the command that starts the application, such as 'command: python3 server.py'.";
  private static final Set<String> KEYS =
      Set.of("runtime-version", "pre-run", "command", "network", "env", "secrets");
  private static final RunSection NONE =
      new RunSection(
          Optional.empty(),
          List.of(),
          "",
          BuildConfiguration.DEFAULT_PORT,
          Optional.empty(),
          Map.of(),
          Map.of());

  /// @param runtime empty when its name is a problem already
  static RunSection read(Section file, Optional<ManagedRuntime> runtime, Problems problems) {
    Optional<Node> written = file.required("run", COMMAND_ADVICE);
    return written
        .flatMap(_ -> file.section("run", KEYS))
        .map(section -> below(section, runtime, problems))
        .orElse(NONE);
  }

  private static RunSection below(
      Section section, Optional<ManagedRuntime> runtime, Problems problems) {
    Optional<Section> network = section.section("network", Set.of("port", "env"));
    int port = network.map(found -> port(found, problems)).orElse(BuildConfiguration.DEFAULT_PORT);
    Map<String, String> environment = Variables.ofApplication(section.get("env"), port, problems);
    Map<String, String> secrets = Variables.ofSecrets(section.get("secrets"), problems);
    secrets.keySet().stream()
        .filter(environment::containsKey)
        .forEach(name -> problems.add(lineOf(section, "secrets"), bothKinds(name)));
    return new RunSection(
        section.scalar("runtime-version").map(version -> version.getValue().strip()),
        preRun(section, runtime, problems),
        command(section, problems),
        port,
        network.flatMap(found -> portVariable(found, problems)),
        environment,
        secrets);
  }

  private static String command(Section section, Problems problems) {
    Optional<ScalarNode> written =
        section.required("command", COMMAND_ADVICE).flatMap(section::scalar);
    String command = written.map(ScalarNode::getValue).orElse("").strip();
    if (written.isPresent() && command.isEmpty()) {
      problems.add(written.get(), "The key 'run.command' has no value. " + COMMAND_ADVICE);
    }
    if (command.indexOf('\0') >= 0) {
      problems.add(written.orElseThrow(), "The value of 'run.command' contains a NUL. Remove it.");
    }
    return command;
  }

  private static List<String> preRun(
      Section section, Optional<ManagedRuntime> runtime, Problems problems) {
    Optional<Node> written = section.get("pre-run");
    List<String> commands = Commands.read(written, "run.pre-run", problems);
    boolean original =
        runtime.filter(found -> found.kind() == ManagedRuntime.Kind.ORIGINAL).isPresent();
    if (written.isPresent() && original && !commands.isEmpty()) {
      String name = runtime.orElseThrow().fileName();
      problems.add(
          written.get(),
          "The runtime '"
              + name
              + "' has no 'run.pre-run'. Move its commands to build.commands.build, or choose "
              + revised(runtime.orElseThrow().language())
              + ".");
    }
    return commands;
  }

  private static int port(Section network, Problems problems) {
    Optional<ScalarNode> written = network.scalar("port");
    if (written.isEmpty()) {
      return BuildConfiguration.DEFAULT_PORT;
    }
    String text = written.get().getValue().strip();
    if (text.matches("[0-9]{1,9}")) {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    }
    problems.add(
        written.get(),
        "The port "
            + Problems.quote(text)
            + " is not a number from 1 to 65535. Write the port that the application listens on.");
    return BuildConfiguration.DEFAULT_PORT;
  }

  private static Optional<String> portVariable(Section network, Problems problems) {
    Optional<ScalarNode> written = network.scalar("env");
    Optional<String> name =
        written.map(scalar -> scalar.getValue().strip()).filter(text -> !text.isEmpty());
    // PORT gets the port in any case, so to ask for it says nothing new and is common.
    name.filter(text -> !text.equals("PORT"))
        .flatMap(Variables::objection)
        .ifPresent(objection -> problems.add(written.orElseThrow(), objection));
    return name;
  }

  private static String bothKinds(String name) {
    return "The variable "
        + Problems.quote(name)
        + " is both in 'run.env' and in 'run.secrets'. Remove one of the two.";
  }

  private static int lineOf(Section section, String key) {
    return section.get(key).map(Problems::line).orElse(0);
  }

  private static String revised(ManagedRuntime.Language language) {
    return Arrays.stream(ManagedRuntime.values())
        .filter(runtime -> runtime.language() == language)
        .filter(runtime -> runtime.kind() == ManagedRuntime.Kind.REVISED)
        .map(ManagedRuntime::fileName)
        .collect(Collectors.joining(" or "));
  }
}
