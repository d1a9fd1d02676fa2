package dev.pacer.engine;

/// A user name and a password (or token) for one registry. Its text form hides the password.
public record RegistryCredentials(String username, String password) {
  @Override
  public String toString() {
    return "RegistryCredentials[" + username + ", hidden]";
  }
}
