package dev.pacer.app;

import dev.pacer.sigv4.Credential;
import dev.pacer.sigv4.CredentialSource;
import dev.pacer.support.Identifiers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// The access keys that callers may sign with, kept in the data directory. The first one is made at
/// the first start.
///
/// @param credentials at least one; the first is the server owner's
public record AccessKeys(List<Credential> credentials) implements CredentialSource {
  /// The account of the first key. Any twelve digits would do.
  static final String FIRST_ACCOUNT = "000000000000";

  private static final JsonMapper JSON = JsonMapper.shared();

  private record Stored(List<Credential> keys) {}

  public AccessKeys {
    credentials = List.copyOf(credentials);
  }

  /// Reads the keys of a data directory.
  ///
  /// @return empty when no server ever started there
  public static Optional<AccessKeys> read(DataDirectory directory) {
    return directory
        .read(directory.keys())
        .map(text -> new AccessKeys(JSON.readValue(text, Stored.class).keys()));
  }

  static AccessKeys readOrMake(DataDirectory directory) {
    return read(directory)
        .orElseGet(() -> {
          AccessKeys made = new AccessKeys(List.of(fresh()));
          directory.write(directory.keys(), JSON.writeValueAsString(new Stored(made.credentials)));
          return made;
        });
  }

  /// The key of the server's owner.
  public Credential owner() {
    return credentials.getFirst();
  }

  @Override
  public Optional<Credential> find(String accessKeyId) {
    return credentials.stream().filter(key -> key.accessKeyId().equals(accessKeyId)).findFirst();
  }

  private static Credential fresh() {
    String id = "AKIA" + Identifiers.hex(8).toUpperCase(Locale.ROOT);
    return new Credential(id, Identifiers.hex(20), FIRST_ACCOUNT);
  }
}
