package dev.pacer.compat.clients;

import dev.pacer.compat.Processes;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The AWS CLI: one process a call.
final class CommandLineClient implements AwsClient {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern REFUSED =
      Pattern.compile(
          "An error occurred \\((\\w+)\\) when calling the (\\w+) operation: (.*)", Pattern.DOTALL);
  private static final Pattern CHOICE = Pattern.compile("[a-z]+(-[a-z]+)+");

  private final String name;
  private final List<String> program;
  private final Map<String, String> environment;
  private final Set<String> operations;

  private CommandLineClient(
      String name, List<String> program, Map<String, String> environment, Set<String> operations) {
    this.name = name;
    this.program = List.copyOf(program);
    this.environment = environment;
    this.operations = operations;
  }

  /// @param program the executable and the options that every call needs
  static CommandLineClient of(String name, List<String> program, Map<String, String> environment)
      throws IOException, InterruptedException {
    Set<String> operations = new TreeSet<>(choices(program, environment, "apprunner"));
    choices(program, environment, "pacer").forEach(choice -> operations.add(Call.OWN + choice));
    return new CommandLineClient(name, program, environment, operations);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> operations() {
    return operations;
  }

  @Override
  public Answer call(Call call) throws IOException, InterruptedException {
    Processes.Result result = Processes.run(environment, command(call));
    if (result.status() == 0) {
      return new Answer.Output(output(result.output()), Optional.empty());
    }
    Matcher refused = REFUSED.matcher(result.errors());
    if (!refused.find() || !refused.group(2).equals(call.plainOperation())) {
      throw new IllegalStateException(
          name + " ended with " + result.status() + ": " + result.errors());
    }
    return new Answer.Refusal(refused.group(1), refused.group(3).strip(), Optional.empty());
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return name;
  }

  /// What the CLI offers when it is asked for something that there is not.
  private static List<String> choices(
      List<String> program, Map<String, String> environment, String service)
      throws IOException, InterruptedException {
    List<String> nonsense = new ArrayList<>(program);
    nonsense.addAll(List.of(service, "nonsense"));
    return Processes.run(environment, nonsense)
        .errors()
        .lines()
        .flatMap(line -> Arrays.stream(line.split("\\|")))
        .map(String::strip)
        .filter(choice -> CHOICE.matcher(choice).matches())
        .map(CommandLineClient::operation)
        .toList();
  }

  private List<String> command(Call call) {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of("--profile", call.profile(), "--region", call.region()));
    command.addAll(List.of("--output", "json", call.service(), subcommand(call.plainOperation())));
    command.addAll(List.of("--cli-input-json", call.input().toString()));
    return command;
  }

  private static JsonNode output(String printed) {
    if (printed.isBlank()) {
      return JSON.createObjectNode();
    }
    JsonNode output = JSON.readTree(printed);
    toSeconds(output);
    return output;
  }

  /// The AWS CLI v2 prints timestamps as ISO 8601 texts.
  private static void toSeconds(JsonNode node) {
    node.forEach(CommandLineClient::toSeconds);
    if (node instanceof ObjectNode object) {
      for (String member : List.copyOf(object.propertyNames())) {
        if (member.endsWith("At") && object.get(member).isString()) {
          OffsetDateTime time = OffsetDateTime.parse(object.get(member).asString());
          object.put(member, time.toInstant().toEpochMilli() / 1e3);
        }
      }
    }
  }

  private static String subcommand(String operation) {
    return operation.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  private static String operation(String subcommand) {
    return Arrays.stream(subcommand.split("-"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }
}
