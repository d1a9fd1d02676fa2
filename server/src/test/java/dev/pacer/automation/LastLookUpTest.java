package dev.pacer.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.service.PinnedImage;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.service.Version;
import dev.pacer.testing.ControlPlane;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastLookUpTest {
  private static final ServiceConfiguration SHOP = ControlPlane.running("shop:1");

  @Test
  void itIsTheNewestVersions() {
    assertThat(mark(version(2, "b"), version(1, "a"))).contains("b");
  }

  @Test
  void aVersionThatFailedBeforeItHadAnImageSaysNothing() {
    assertThat(mark(unpinned(2), version(1, "a"))).contains("a");
  }

  @Test
  void aRollbackSaysNothing() {
    Version first = version(1, "a");

    assertThat(mark(first.restored(3, Instant.EPOCH), version(2, "b"), first)).contains("b");
  }

  @Test
  void otherSettingsAfterARollbackSayNothing() {
    Version first = version(1, "a");
    Version restored = first.restored(3, Instant.EPOCH);
    Version changed = restored.reconfigured(4, SHOP, Instant.EPOCH);

    assertThat(mark(changed, restored, version(2, "b"), first)).contains("b");
  }

  @Test
  void aTagThatMovedBackCounts() {
    assertThat(mark(version(3, "a"), version(2, "b"), version(1, "a"))).contains("a");
  }

  @Test
  void theSameDeployedTwiceCounts() {
    assertThat(mark(version(2, "a"), version(1, "a"))).contains("a");
  }

  @Test
  void versionsOfAnotherSourceSayNothing() {
    Version other =
        Version.of(
            "id",
            2,
            ControlPlane.running("other:1"),
            Optional.of(new PinnedImage("id-b", "b")),
            Instant.EPOCH);

    assertThat(mark(other, version(1, "a"))).contains("a");
  }

  @Test
  void aServiceThatWasNeverDeployedHasNone() {
    assertThat(mark(unpinned(1))).isEmpty();
  }

  private static Optional<String> mark(Version... newestFirst) {
    return LastLookUp.mark(List.of(newestFirst), SHOP.source());
  }

  private static Version version(int number, String digest) {
    return Version.of(
        "id", number, SHOP, Optional.of(new PinnedImage("id-" + digest, digest)), Instant.EPOCH);
  }

  private static Version unpinned(int number) {
    return Version.of("id", number, SHOP, Optional.empty(), Instant.EPOCH);
  }
}
