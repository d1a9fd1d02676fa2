package dev.pacer.app;

import dev.pacer.certificates.CertificateAuthority;
import dev.pacer.config.SettingsException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Optional;

/// The certificate authority of a data directory, in one file with its private key, which is among the
/// secrets: with them it is backed up, and given to further servers of the same installation.
public final class Authorities {
  static final String FILE = "ca.pem";

  private Authorities() {}

  /// Reads the authority.
  ///
  /// @return empty when none was ever made there
  /// @throws SettingsException when the file cannot be used; the message says what to do
  public static Optional<CertificateAuthority> read(DataDirectory directory) {
    Path file = directory.secretFile(FILE);
    return directory.read(file).map(pem -> parse(file, pem));
  }

  /// Reads the authority, or makes it while no server uses the directory.
  ///
  /// @throws SettingsException when the directory cannot be used, or a server has it that is only starting
  public static CertificateAuthority readOrMakeAlone(DataDirectory directory, InstantSource clock) {
    Optional<CertificateAuthority> known = read(directory);
    if (known.isPresent()) {
      return known.get();
    }
    try (Closeable _ = directory.take()) {
      return readOrMake(directory, clock);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// For whoever has taken the directory.
  static CertificateAuthority readOrMake(DataDirectory directory, InstantSource clock) {
    return read(directory)
        .orElseGet(() -> {
          CertificateAuthority made = CertificateAuthority.create(clock.instant());
          directory.write(directory.secretFile(FILE), made.toPem());
          return made;
        });
  }

  private static CertificateAuthority parse(Path file, String pem) {
    try {
      return CertificateAuthority.ofPem(pem);
    } catch (GeneralSecurityException damaged) {
      throw new SettingsException(
          "The file "
              + file
              + " holds no certificate authority: "
              + damaged.getMessage()
              + ". Bring it back from a backup, or remove it for a new one, which clients then have to trust.",
          damaged);
    }
  }
}
