package dev.pacer.ingress.differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pacer.ingress.differential.Transcript.Answer;
import dev.pacer.ingress.routes.Backend;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A service of its own with one tapped instance, so that strings can be tried beside each other and the
/// connections to the instance are still known to be those of one string.
final class Lane implements AutoCloseable {
  /// Longer than the front door's own patience, see [Rig].
  private static final Duration QUIET = Duration.ofSeconds(8);

  /// For heads that are passed on; nobody waits for those that are refused.
  private static final Duration HEAD_ON_ITS_WAY = Duration.ofMillis(500);

  private static final int MOST_PROBES = 3;
  private static final int UNSENT = 503;

  private final String host;
  private final InetSocketAddress door;
  private final boolean echoes;
  private final Tap tap;
  private final Backend backend;
  private int tried;

  Lane(String host, InetSocketAddress door, AlienServer server) throws IOException {
    this.host = host;
    this.door = door;
    this.echoes = server.echoes();
    this.tap = new Tap(server.address());
    this.backend = new Backend(host, tap.address());
  }

  String host() {
    return host;
  }

  Backend backend() {
    return backend;
  }

  /// What came of a string.
  ///
  /// @param forwarded requests that the front door passed on for it
  /// @param answered how many of them the server answered
  /// @param finding what is wrong
  record Outcome(int forwarded, long answered, Optional<String> finding) {}

  /// Makes the front door have a connection to the server, so that the first string meets what the others
  /// do.
  void warmUp() throws IOException, InterruptedException {
    var _ = talk(new HostileString("first", get("/first")));
    tap.forget();
  }

  /// Sends a string with a request behind it, and then, on a connection of its own, one that has to get
  /// its own answer.
  Outcome run(HostileString hostile) throws IOException, InterruptedException {
    String probe = "/probe-" + tried++;
    List<Answer> answers = Transcript.answers(talk(hostile.followedBy(get("/marker"))));
    List<Answer> probed = probe(probe);
    List<String> findings = new ArrayList<>();
    for (Transcript transcript : tap.transcripts()) {
      transcript.awaitRest(QUIET);
      transcript.disagreement().ifPresent(findings::add);
    }
    String sent = tap.sent();
    strayAnswer(answers, Transcript.ids(sent)).ifPresent(findings::add);
    probeFailure(probed, Transcript.idFor(probe, sent)).ifPresent(findings::add);
    tap.forget();
    return new Outcome(
        Transcript.ids(sent).size() - 1,
        answers.stream().filter(answer -> !answer.own()).count(),
        findings.isEmpty()
            ? Optional.empty()
            : Optional.of(hostile + "\n  " + String.join("\n  ", findings)));
  }

  int upstreamConnections() {
    return tap.connections();
  }

  @Override
  public void close() throws IOException {
    tap.close();
  }

  /// Of a connection that broke before anything was sent on it, which lighttpd's do now and then after many
  /// that were given up, nothing can be learned: another is made.
  private List<Answer> probe(String target) throws IOException, InterruptedException {
    List<Answer> answers = List.of();
    for (int attempt = 0; attempt < MOST_PROBES; attempt++) {
      answers = Transcript.answers(talk(new HostileString("probe", get(target))));
      boolean unsent = answers.size() == 1 && answers.getFirst().status() == UNSENT;
      if (!unsent) {
        return answers;
      }
    }
    return answers;
  }

  /// The answers that a client got are those to its own requests, in their order.
  private Optional<String> strayAnswer(List<Answer> answers, List<String> ids) {
    int at = 0;
    for (Answer answer : answers) {
      if (answer.seen().isEmpty()) {
        continue;
      }
      int found = ids.subList(at, ids.size()).indexOf(answer.seen());
      if (found < 0) {
        return Optional.of("The client got an answer out of turn: " + answers + " for " + ids);
      }
      at += found + 1;
    }
    return Optional.empty();
  }

  private Optional<String> probeFailure(List<Answer> answers, Optional<String> id) {
    boolean ok =
        answers.size() == 1
            && !answers.getFirst().own()
            && (!echoes || Optional.of(answers.getFirst().seen()).equals(id));
    return ok
        ? Optional.empty()
        : Optional.of("The next client got " + answers + " for request " + id);
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n";
  }

  /// Sends and reads until the other side ends the connection, or says nothing any more.
  private String talk(HostileString said) throws IOException, InterruptedException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (Socket socket = new Socket(door.getAddress(), door.getPort())) {
      socket.setSoTimeout((int) QUIET.toMillis());
      socket.getOutputStream().write(said.firstPiece(host));
      if (said.inTwo()) {
        tap.awaitSent(HEAD_ON_ITS_WAY);
        socket.getOutputStream().write(said.secondPiece(host));
      }
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[4096];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        answer.write(buffer, 0, count);
      }
    } catch (IOException resetOrQuiet) {
      // What came before that counts.
    }
    return answer.toString(ISO_8859_1);
  }
}
