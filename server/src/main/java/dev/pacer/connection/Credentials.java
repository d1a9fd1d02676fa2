package dev.pacer.connection;

/// What a private repository is read with. None of them shows its secret as text.
public sealed interface Credentials {

  /// An access token of the source provider.
  record Token(String token) implements Credentials {
    @Override
    public String toString() {
      return "Token[hidden]";
    }
  }

  /// A user's name and password.
  record UserPassword(String username, String password) implements Credentials {
    @Override
    public String toString() {
      return "UserPassword[" + username + ", hidden]";
    }
  }

  /// A private key for ssh, in PEM or OpenSSH form and without a passphrase.
  record SshKey(String privateKey) implements Credentials {
    @Override
    public String toString() {
      return "SshKey[hidden]";
    }
  }
}
