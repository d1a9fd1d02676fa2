package dev.pacer.compat.scenarios;

import java.util.Set;

/// Something that a user does with App Runner, whatever the client.
///
/// @param sentence what it shows
/// @param operations every operation that succeeds in it
public record Scenario(String sentence, Script script, Set<String> operations) {

  /// Makes the calls and checks the answers.
  @FunctionalInterface
  public interface Script {
    void play(Conversation aws) throws Exception;
  }

  static Scenario of(String sentence, Script script, String... operations) {
    return new Scenario(sentence, script, Set.of(operations));
  }

  @Override
  public String toString() {
    return sentence;
  }
}
