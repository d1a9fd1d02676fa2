package dev.pacer.source.git;

import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/// Tells an ssh server a password, once: a second question means that it was wrong.
final class OneLogin extends CredentialsProvider {
  private final String user;
  private final String password;
  private final Conversation conversation;
  private boolean told;

  OneLogin(String user, String password, Conversation conversation) {
    this.user = user;
    this.password = password;
    this.conversation = conversation;
  }

  /// JGit's ssh asks for passwords only where somebody can answer.
  @Override
  public boolean isInteractive() {
    return true;
  }

  @Override
  public boolean supports(CredentialItem... items) {
    for (CredentialItem item : items) {
      if (!isName(item) && !isSecret(item)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean get(URIish uri, CredentialItem... items) {
    if (told) {
      conversation.loginRefused();
      return false;
    }
    if (!supports(items)) {
      return false;
    }
    for (CredentialItem item : items) {
      switch (item) {
        case CredentialItem.StringType text ->
            text.setValue(item instanceof CredentialItem.Username ? user : password);
        case CredentialItem.CharArrayType text -> text.setValue(password.toCharArray());
        default -> {
          // A message to read.
        }
      }
      told |= isSecret(item);
    }
    return true;
  }

  private static boolean isName(CredentialItem item) {
    return item instanceof CredentialItem.Username
        || item instanceof CredentialItem.InformationalMessage;
  }

  private static boolean isSecret(CredentialItem item) {
    return item instanceof CredentialItem.CharArrayType
        || (item instanceof CredentialItem.StringType && !isName(item));
  }
}
