package dev.pacer.source.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One conversation with one repository's server: how much it says, what it answered last, and why it was
/// ended from here.
final class Conversation {
  private final GitUrl url;
  private final Allowance allowance;
  private volatile int status;
  private volatile @Nullable GitException refusal;

  Conversation(GitUrl url, Allowance allowance) {
    this.url = url;
    this.allowance = allowance;
  }

  GitUrl url() {
    return url;
  }

  Allowance allowance() {
    return allowance;
  }

  /// The last status that an http server answered; 0 before any.
  int status() {
    return status;
  }

  void answered(int code) {
    status = code;
  }

  /// An ssh server did not take the login, as an http server says with this status.
  void loginRefused() {
    status = HttpURLConnection.HTTP_UNAUTHORIZED;
  }

  /// Why this side ended it.
  Optional<GitException> refusal() {
    return Optional.ofNullable(refusal);
  }

  /// Ends it; what is returned is to be thrown through JGit, which keeps no cause everywhere.
  IOException refuse(GitException reason) {
    refusal = reason;
    return new IOException(reason.getMessage(), reason);
  }

  /// A server's stream, within the allowance, ended by an interrupt.
  InputStream counted(InputStream stream) {
    return new Counted(stream);
  }

  private final class Counted extends FilterInputStream {
    Counted(InputStream stream) {
      super(stream);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      count(Math.max(0, count));
      return count;
    }

    private void count(int bytes) throws IOException {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted");
      }
      try {
        allowance.receive(bytes);
      } catch (GitException tooMuch) {
        throw refuse(tooMuch);
      }
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
