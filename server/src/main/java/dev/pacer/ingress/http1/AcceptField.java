package dev.pacer.ingress.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;

/// Reads an `Accept` field (RFC 9110 section 12.5.1) for one question: page or plain text? Pure.
public final class AcceptField {
  private static final String HTML = "text/html";
  private static final String PLAIN = "text/plain";

  private AcceptField() {}

  /// Whether it names `text/html`, and does not want `text/plain` more. Browsers name it, tools that
  /// take anything do not.
  public static boolean prefersHtml(byte[] value) {
    double html = 0;
    double plain = 0;
    for (String range : new String(value, ISO_8859_1).split(",", -1)) {
      String[] parts = range.strip().toLowerCase(Locale.ROOT).split(";", -1);
      String type = parts[0].strip();
      if (type.equals(HTML)) {
        html = Math.max(html, quality(parts));
      } else if (type.equals(PLAIN)) {
        plain = Math.max(plain, quality(parts));
      }
    }
    return html > 0 && html >= plain;
  }

  /// 1 when nothing is said, 0 when what is said is no quality.
  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        String value = parameter.substring(2);
        return value.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(value) : 0;
      }
    }
    return 1;
  }
}
