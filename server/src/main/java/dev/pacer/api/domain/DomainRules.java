package dev.pacer.api.domain;

import dev.pacer.api.ApiErrors;
import java.util.Locale;
import java.util.regex.Pattern;

/// What may be a custom domain. Pure.
final class DomainRules {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");

  private DomainRules() {}

  /// The domain in lower case.
  ///
  /// @param ownDomain what the host names of services end with
  static String check(String text, String ownDomain) {
    String name = text.toLowerCase(Locale.ROOT);
    String rest = name.startsWith("*.") ? name.substring(2) : name;
    String[] labels = rest.split("\\.", -1);
    boolean wellFormed = labels.length >= 2 && !NUMBERS.matcher(rest).matches();
    for (String label : labels) {
      wellFormed &= LABEL.matcher(label).matches();
    }
    if (!wellFormed) {
      throw ApiErrors.invalidRequest(
          "The domain name '"
              + text
              + "' isn't valid. It must be a domain such as example.com, app.example.com or"
              + " *.example.com.");
    }
    if (rest.equals(ownDomain) || rest.endsWith("." + ownDomain)) {
      throw ApiErrors.invalidRequest(
          "The domain name '" + text + "' belongs to Pacer itself (" + ownDomain + ").");
    }
    return name;
  }
}
