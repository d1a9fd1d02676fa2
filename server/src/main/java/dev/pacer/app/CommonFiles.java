package dev.pacer.app;

import dev.pacer.config.SettingsException;
import dev.pacer.sigv4.Credential;
import dev.pacer.store.InstallationMarks;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What servers on one PostgreSQL database must have in common, because one of them opens what
/// another sealed, takes the page tokens and signatures meant for another, finds its containers, and is
/// trusted in its place.
///
/// Of secrets the database gets a keyed digest only, from which nobody finds the secret. The access
/// keys count by their first one, the owner's; further ones may come and go.
final class CommonFiles {
  private CommonFiles() {}

  /// Compares this server's files with those of the first server, and writes marks of them when it is
  /// the first.
  ///
  /// @throws SettingsException when they differ; the message names the files to copy
  static void check(DataDirectory directory, InstallationMarks marks, InstantSource clock) {
    Map<String, String> mine = marks(directory, clock);
    Map<String, String> theirs = marks.writeOrRead(mine);
    List<String> different =
        mine.entrySet().stream()
            .filter(mark -> !mark.getValue().equals(theirs.get(mark.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    if (!different.isEmpty()) {
      throw new SettingsException(
          "The database belongs to the servers of another data directory: copy "
              + String.join(", ", different)
              + " from the first server's data directory to "
              + directory.root()
              + ", or name another database.");
    }
  }

  private static Map<String, String> marks(DataDirectory directory, InstantSource clock) {
    Credential owner = AccessKeys.readOrMake(directory).owner();
    Map<String, String> marks = new TreeMap<>();
    marks.put("installation", directory.installation());
    for (String secret : List.of("page-tokens", "credentials")) {
      String file = "secrets/" + secret;
      marks.put(file, digest(directory.secret(secret), file));
    }
    String authority = "secrets/" + Authorities.FILE;
    marks.put(
        authority, digest(Authorities.readOrMake(directory, clock).key().getEncoded(), authority));
    marks.put(
        "keys.json",
        digest(owner.secretAccessKey().getBytes(StandardCharsets.UTF_8), owner.accessKeyId()));
    return marks;
  }

  private static String digest(byte[] secret, String of) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(of.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
