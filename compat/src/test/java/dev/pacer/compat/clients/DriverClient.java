package dev.pacer.compat.clients;

import dev.pacer.compat.Processes;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A library in another language, behind a driver of `compat/clients` that answers JSON lines.
final class DriverClient implements AwsClient {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PATIENCE_SECONDS = 120;

  private final String name;
  private final Process process;
  private final BufferedWriter calls;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final Path errors;
  private final ReentrantLock turn = new ReentrantLock();
  private final Set<String> operations = new TreeSet<>();

  private DriverClient(String name, Process process, Path errors) {
    this.name = name;
    this.process = process;
    this.calls = process.outputWriter(StandardCharsets.UTF_8);
    this.errors = errors;
  }

  static DriverClient start(
      String name, File folder, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("driver", ".err");
    Process process =
        Processes.builder(environment, command)
            .directory(folder)
            .redirectError(errors.toFile())
            .start();
    DriverClient client = new DriverClient(name, process, errors);
    Thread.ofVirtual()
        .name("answers-of-" + name)
        .start(
            () -> process.inputReader(StandardCharsets.UTF_8).lines().forEach(client.answers::add));
    client.answer().get("operations").forEach(item -> client.operations.add(item.asString()));
    return client;
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
    JsonNode answer = ask(call);
    JsonNode refusal = answer.get("refusal");
    if (refusal != null) {
      return new Answer.Refusal(
          refusal.get("code").asString(),
          refusal.get("message").asString(),
          Optional.of(
              new Answer.Details(
                  refusal.get("type").asString(),
                  refusal.get("status").asInt(),
                  refusal.get("requestId").asString())));
    }
    if (answer.get("output") == null) {
      throw new IllegalStateException(name + ": " + answer);
    }
    return new Answer.Output(answer.get("output"), Optional.of(answer.get("requestId").asString()));
  }

  /// Ends the driver by ending its input.
  @Override
  public void close() throws IOException {
    calls.close();
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join().destroyForcibly();
    Files.delete(errors);
  }

  @Override
  public String toString() {
    return name;
  }

  private JsonNode ask(Call call) throws IOException, InterruptedException {
    turn.lock();
    try {
      calls.write(JSON.writeValueAsString(call));
      calls.newLine();
      calls.flush();
      return answer();
    } finally {
      turn.unlock();
    }
  }

  private JsonNode answer() throws IOException, InterruptedException {
    @Nullable String line = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (line == null) {
      throw new IllegalStateException(name + " does not answer: " + Files.readString(errors));
    }
    return JSON.readTree(line);
  }
}
