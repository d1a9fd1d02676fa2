package dev.pacer.rules;

import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The services of a world that use other resources, by number. None of them ever runs.
final class UsingServices {
  private final Account account;
  private final Map<Integer, String> arns = new HashMap<>();

  UsingServices(Account account) {
    this.account = account;
  }

  /// The ARN of the service of that number, if there is one.
  Optional<String> arn(int number) {
    return Optional.ofNullable(arns.get(number));
  }

  /// Creates the service of that number, or updates it, and waits until that ended.
  ///
  /// @param members name what it uses
  Answer use(int number, Map<String, Object> members) {
    String known = arns.get(number);
    Map<String, Object> input = new HashMap<>(members);
    if (known == null) {
      input.put("ServiceName", "service-" + number);
      input.putIfAbsent("SourceConfiguration", ApiBed.image("missing:1"));
    } else {
      input.put("ServiceArn", known);
    }
    Answer answer = account.call(known == null ? "CreateService" : "UpdateService", input);
    if (answer.status() == 200) {
      String arn = answer.body().at("/Service/ServiceArn").asString();
      account.settled(arn);
      arns.put(number, arn);
    }
    return answer;
  }

  /// Deletes the service of that number.
  ///
  /// @return its ARN, if there was one
  Optional<String> delete(int number) {
    Optional<String> arn = Optional.ofNullable(arns.remove(number));
    arn.ifPresent(account::deleteService);
    return arn;
  }

  void deleteAll() {
    List.copyOf(arns.keySet()).forEach(this::delete);
  }
}
