package dev.pacer.certificates;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which certificate a client gets that asks for a host. Pure, but for the question what is served now.
///
/// @param domain what follows label and region in the host names of services
/// @param served the name under which a host is served: the host itself, or the one with `*` for its first
///     label; empty when nobody has that name
public record CertificateNames(String domain, Function<String, Optional<String>> served) {
  private static final int LONGEST_NAME = 253;

  /// Such as `us-east-1`. Of other names than a region's none is made on a stranger's word.
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]{1,16}){1,3}-[0-9]{1,2}");

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /// The names of the certificate.
  ///
  /// @param host what the client asks for, in lower case; null when it does not say (it speaks to an
  ///     address)
  public List<String> of(@Nullable String host) {
    if (host == null || host.length() > LONGEST_NAME) {
      return ofDomain();
    }
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return ofService(name).or(() -> served.apply(name)).map(List::of).orElseGet(this::ofDomain);
  }

  /// For everybody who asks for something else, so that the answer can be an answer of HTTP.
  private List<String> ofDomain() {
    return List.of(domain, "*." + domain);
  }

  private Optional<String> ofService(String host) {
    String[] parts = host.split("\\.", 3);
    boolean service =
        parts.length == 3
            && parts[2].equals(domain)
            && LABEL.matcher(parts[0]).matches()
            && REGION.matcher(parts[1]).matches();
    return service ? Optional.of("*." + parts[1] + "." + domain) : Optional.empty();
  }
}
