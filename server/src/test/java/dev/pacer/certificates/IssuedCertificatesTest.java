package dev.pacer.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class IssuedCertificatesTest {
  private static final List<String> NAMES = List.of("*.us-east-1.pacer.test");
  private static final Duration VALIDITY = CertificateAuthority.VALIDITY;

  private Instant now = Instant.parse("2026-11-04T05:06:07Z");
  private final CertificateAuthority authority = CertificateAuthority.create(now);
  private final Queue<Runnable> work = new ArrayDeque<>();
  private final IssuedCertificates issued =
      new IssuedCertificates(authority, 3, work::add, () -> now);

  @Test
  void aNewCertificateIsMadeByTheWorkerAndNotByWhoeverAsks() {
    CompletableFuture<CertifiedKey> asked = issued.of(NAMES);

    assertThat(asked).isNotDone();
    workAll();
    assertThat(asked.join().certificate().getSubjectX500Principal().getName())
        .contains("CN=*.us-east-1.pacer.test");
  }

  @Test
  void manyWhoAskAtOnceGetTheSameOne() {
    List<CompletableFuture<CertifiedKey>> asked =
        IntStream.range(0, 100).mapToObj(_ -> issued.of(NAMES)).toList();

    assertThat(work).hasSize(1);
    workAll();
    assertThat(asked.stream().map(CompletableFuture::join).distinct()).hasSize(1);
  }

  @Test
  void aCertificateIsKept() {
    CertifiedKey first = fetch(NAMES);

    assertThat(issued.of(NAMES)).isCompletedWithValue(first);
  }

  @Test
  void aFreshOneIsMadeAheadOfTimeWhileTheOldOneGoesOn() {
    CertifiedKey old = fetch(NAMES);
    now = now.plus(VALIDITY.dividedBy(3).multipliedBy(2));

    assertThat(issued.of(NAMES)).isCompletedWithValue(old);
    assertThat(issued.of(NAMES)).isCompletedWithValue(old);

    assertThat(work).hasSize(1);
    workAll();
    CertifiedKey fresh = issued.of(NAMES).join();
    assertThat(fresh).isNotEqualTo(old);
    assertThat(fresh.certificate().getNotAfter().toInstant()).isEqualTo(now.plus(VALIDITY));
  }

  @Test
  void aCertificateWhoseTimeIsOverIsWaitedForAnew() {
    CertifiedKey old = fetch(NAMES);
    now = now.plus(VALIDITY).plusSeconds(1);

    CompletableFuture<CertifiedKey> asked = issued.of(NAMES);

    assertThat(asked).isNotDone();
    workAll();
    assertThat(asked.join()).isNotEqualTo(old);
  }

  @Test
  void aClockThatWentBackIsFollowed() {
    CertifiedKey old = fetch(NAMES);
    now = now.minus(Duration.ofDays(2));

    CompletableFuture<CertifiedKey> asked = issued.of(NAMES);

    workAll();
    assertThat(asked.join()).isNotEqualTo(old);
    assertThat(asked.join().certificate().getNotBefore().toInstant()).isBefore(now);
  }

  @Test
  void whoIsAskedForLongestAgoIsForgottenFirst() {
    CertifiedKey first = fetch(List.of("first.test"));
    fetch(List.of("second.test"));
    fetch(List.of("third.test"));
    fetch(List.of("first.test"));

    fetch(List.of("fourth.test"));

    assertThat(issued.of(List.of("first.test"))).isCompletedWithValue(first);
    assertThat(issued.of(List.of("second.test"))).isNotDone();
  }

  @Test
  void strangersCannotOrderMoreThanTheWorkerCanMake() {
    List<CompletableFuture<CertifiedKey>> asked = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      asked.add(issued.of(List.of("host-" + i + ".test")));
    }

    CompletableFuture<CertifiedKey> tooMany = issued.of(List.of("one-more.test"));

    assertThat(tooMany).isCompletedExceptionally();
    workAll();
    assertThat(asked).allMatch(CompletableFuture::isDone);
    assertThat(issued.of(List.of("one-more.test"))).isNotDone();
  }

  @Test
  void aFailureToMakeOneIsNotRemembered() {
    IssuedCertificates failing =
        new IssuedCertificates(
            new CertificateAuthority(unusable(), authority.certificate()), 3, work::add, () -> now);
    CompletableFuture<CertifiedKey> first = failing.of(NAMES);
    workAll();
    assertThat(first).isCompletedExceptionally();

    CompletableFuture<CertifiedKey> second = failing.of(NAMES);

    assertThat(second).isNotDone();
  }

  @Test
  void aWorkerThatIsGoneRefusesEveryoneAndForEver() {
    IssuedCertificates closing =
        new IssuedCertificates(
            authority,
            3,
            _ -> {
              throw new RejectedExecutionException("closing");
            },
            () -> now);

    for (int i = 0; i < 300; i++) {
      assertThatThrownBy(() -> closing.of(NAMES))
          .isInstanceOf(RejectedExecutionException.class)
          .hasMessage("closing");
    }
  }

  private CertifiedKey fetch(List<String> names) {
    CompletableFuture<CertifiedKey> asked = issued.of(names);
    workAll();
    return asked.join();
  }

  private void workAll() {
    for (Runnable next = work.poll(); next != null; next = work.poll()) {
      next.run();
    }
  }

  private static PrivateKey unusable() {
    return new PrivateKey() {
      private static final long serialVersionUID = 1L;

      @Override
      public String getAlgorithm() {
        return "EC";
      }

      @Override
      public String getFormat() {
        return "none";
      }

      @Override
      public byte[] getEncoded() {
        return new byte[0];
      }
    };
  }
}
