package dev.pacer.ingress;

import java.util.Map;
import java.util.stream.Collectors;

/// Writes Prometheus's text format.
final class MetricsText {
  private final StringBuilder out = new StringBuilder(8192);
  private String name = "";

  /// Begins a metric; its samples follow.
  void family(String named, String type, String help) {
    name = named;
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  void sample(String suffix, Map<String, String> labels, double value) {
    sample(suffix, labels, number(value));
  }

  void sample(String suffix, Map<String, String> labels, long value) {
    sample(suffix, labels, Long.toString(value));
  }

  /// A number as the format has it.
  static String number(double value) {
    return Double.isInfinite(value) ? "+Inf" : Double.toString(value);
  }

  private void sample(String suffix, Map<String, String> labels, String value) {
    out.append(name).append(suffix);
    if (!labels.isEmpty()) {
      out.append(
          labels.entrySet().stream()
              .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + '"')
              .collect(Collectors.joining(",", "{", "}")));
    }
    out.append(' ').append(value).append('\n');
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
