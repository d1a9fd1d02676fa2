package dev.pacer.sigv4;

import java.util.Optional;

/// Looks up access keys. To give no hint about which keys exist, it should take as long for an
/// unknown key as for a known one. Called on any thread.
@FunctionalInterface
public interface CredentialSource {

  Optional<Credential> find(String accessKeyId);
}
