package dev.pacer.ingress.tls;

import io.netty.handler.ssl.OpenSslSessionTicketKey;
import java.security.SecureRandom;

/// The keys that seal session tickets, for as long as the process lives, so that a client resumes its
/// session whichever certificate is presented meanwhile. They are nowhere else: a restart forgets them,
/// and with them whatever was sealed.
final class TicketKeys {
  private final OpenSslSessionTicketKey current;

  TicketKeys(SecureRandom random) {
    this.current =
        new OpenSslSessionTicketKey(
            bytes(random, OpenSslSessionTicketKey.NAME_SIZE),
            bytes(random, OpenSslSessionTicketKey.HMAC_KEY_SIZE),
            bytes(random, OpenSslSessionTicketKey.AES_KEY_SIZE));
  }

  OpenSslSessionTicketKey current() {
    return current;
  }

  private static byte[] bytes(SecureRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
