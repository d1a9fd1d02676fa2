package dev.pacer.backup;

import java.util.List;
import java.util.regex.Pattern;

/// Which files of a data directory a backup holds, by their names below it. Pure.
///
/// The list is closed, so that an archive of unknown origin can neither name a place outside of the
/// directory nor bring a file there that no server of ours ever wrote.
public final class BackupNames {
  /// The entry that describes the others; no file of the data directory.
  public static final String MANIFEST = "manifest.json";

  public static final String DATABASE = "pacer.db";

  /// The files that lie where their names say, each of which may be missing.
  public static final List<String> SINGLE_FILES =
      List.of("keys.json", "installation", "pacer.yaml", "aws/config");

  public static final String SECRETS = "secrets";
  public static final String LOGS = "logs";

  private static final Pattern SECRET = Pattern.compile(SECRETS + "/[A-Za-z0-9_-]{1,64}");

  /// No part may begin with a dot, as in the names of log streams.
  private static final Pattern LOG =
      Pattern.compile(LOGS + "(?:/[A-Za-z0-9_#+@-][A-Za-z0-9._#+@-]{0,254}){1,16}");

  private BackupNames() {}

  /// Whether a backup may hold a file of this name.
  public static boolean allows(String name) {
    return name.equals(DATABASE)
        || SINGLE_FILES.contains(name)
        || SECRET.matcher(name).matches()
        || LOG.matcher(name).matches();
  }
}
