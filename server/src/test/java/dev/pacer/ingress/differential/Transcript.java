package dev.pacer.ingress.differential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What passed on one connection between the front door and an alien server. Safe for any thread.
final class Transcript {
  /// In every head that the front door writes, and in none that a client can write.
  private static final Pattern ID = Pattern.compile("\r\nx-request-id: ([0-9a-f-]{36})\r\n");

  private static final Pattern FINAL_ANSWER = Pattern.compile("HTTP/1\\.[01] ([2-9]\\d\\d)");
  private static final Pattern SEEN =
      Pattern.compile("\r\nx-seen: *([0-9a-f-]{36})\r\n", Pattern.CASE_INSENSITIVE);

  private final StringBuilder sent = new StringBuilder();
  private final StringBuilder received = new StringBuilder();
  private boolean ended;

  /// One final answer.
  ///
  /// @param seen the id of the request that it answers, as the server read it; empty when it says none
  /// @param own whether it is one of the front door's own
  record Answer(int status, String seen, boolean own) {}

  static List<String> ids(String sent) {
    return ID.matcher(sent).results().map(match -> match.group(1)).toList();
  }

  /// The id of the request that was sent for a target.
  static Optional<String> idFor(String target, String sent) {
    int at = sent.indexOf(" " + target + " HTTP/1.1\r\n");
    return at < 0 ? Optional.empty() : ids(sent.substring(at)).stream().findFirst();
  }

  static List<Answer> answers(String received) {
    List<Answer> answers = new ArrayList<>();
    Matcher answer = FINAL_ANSWER.matcher(received);
    boolean more = answer.find();
    while (more) {
      int from = answer.start();
      int status = Integer.parseInt(answer.group(1));
      more = answer.find();
      String text = received.substring(from, more ? answer.start() : received.length());
      Matcher seen = SEEN.matcher(text);
      answers.add(
          new Answer(
              status, seen.find() ? seen.group(1) : "", text.contains("\r\nx-pacer-reason: ")));
    }
    return answers;
  }

  synchronized void sent(String text) {
    sent.append(text);
    notifyAll();
  }

  synchronized void received(String text) {
    received.append(text);
    notifyAll();
  }

  synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized boolean isEnded() {
    return ended;
  }

  synchronized void forget() {
    sent.setLength(0);
    received.setLength(0);
  }

  /// Waits until every request is answered, or the connection has ended.
  synchronized void awaitRest(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!ended && ids(sent.toString()).size() != answers(received.toString()).size()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  /// Why the two sides have not seen the same requests, if so.
  synchronized Optional<String> disagreement() {
    List<String> ids = ids(sent.toString());
    List<Answer> answers = answers(received.toString());
    if (answers.size() > ids.size()) {
      return Optional.of("The server saw more requests: " + this);
    }
    // One may be unanswered: the front door, or the server, gave up in its middle.
    if (answers.size() < ids.size() - (ended ? 1 : 0)) {
      return Optional.of("The server saw fewer requests: " + this);
    }
    for (int i = 0; i < answers.size(); i++) {
      String seen = answers.get(i).seen();
      if (!seen.isEmpty() && !seen.equals(ids.get(i))) {
        return Optional.of("Answer " + i + " is another request's: " + this);
      }
    }
    return Optional.empty();
  }

  @Override
  public synchronized String toString() {
    return (ended ? "ended" : "open")
        + "\n  sent: "
        + new HostileString("", sent.toString())
        + "\n  received: "
        + new HostileString("", received.toString());
  }
}
