package dev.pacer.rules;

import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;

/// Makes calls at the same instant, as near as threads that wait for each other come to it.
final class AtOnce {
  private static final int CALLS = 12;

  private AtOnce() {}

  /// Makes tries, each in a new account whose services are deleted afterwards.
  static void each(ApiBed bed, int tries, Consumer<Account> attempt) {
    Tries.each(
        tries,
        _ -> {
          Account account = Account.fresh(bed);
          attempt.accept(account);
          for (JsonNode service : account.ok("ListServices", Map.of()).get("ServiceSummaryList")) {
            String arn = service.get("ServiceArn").asString();
            account.settled(arn);
            account.deleteService(arn);
          }
        });
  }

  /// The answers of twelve calls, in their order.
  ///
  /// @param call makes the call of a number
  static List<Answer> all(IntFunction<Answer> call) {
    CyclicBarrier ready = new CyclicBarrier(CALLS);
    List<Future<Answer>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = 0; number < CALLS; number++) {
        int numberOfThis = number;
        answers.add(
            threads.submit(() -> {
              ready.await();
              return call.apply(numberOfThis);
            }));
      }
    }
    return answers.stream().map(AtOnce::answer).toList();
  }

  static List<Answer> accepted(List<Answer> answers) {
    return answers.stream().filter(answer -> answer.status() == 200).toList();
  }

  /// The errors' names, the empty text for every success.
  static List<String> errors(List<Answer> answers) {
    return answers.stream().map(Answer::error).toList();
  }

  private static Answer answer(Future<Answer> future) {
    try {
      return future.get();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupt);
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
