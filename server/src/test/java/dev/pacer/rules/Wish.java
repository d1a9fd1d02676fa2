package dev.pacer.rules;

import dev.pacer.rules.ServiceModel.Settings;
import dev.pacer.testing.ApiBed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a call asks of a service's settings; what is empty it does not name.
record Wish(Optional<String> image, Optional<String> scalingArn) {

  boolean isEmpty() {
    return image.isEmpty() && scalingArn.isEmpty();
  }

  /// The members of the call with one more.
  Map<String, Object> with(String member, String value) {
    Map<String, Object> members = new HashMap<>(Map.of(member, value));
    image.ifPresent(given -> members.put("SourceConfiguration", ApiBed.image(given)));
    scalingArn.ifPresent(given -> members.put("AutoScalingConfigurationArn", given));
    return members;
  }

  Settings onto(Settings old) {
    return new Settings(image.orElse(old.image()), scalingArn.orElse(old.scalingArn()));
  }
}
